# Comandi del progetto: «make» li elenca. La prima volta ciascuno prepara da sé l'ambiente .venv.

PYTHON ?=
PORT ?= 8000
OUTPUT ?= output
UV ?= uv
IN_VENV := .venv/bin/python
# I .pyc si scrivono anche dove questa variabile lo vieta: se no ogni processo rifà quelli di tutti i moduli.
export PYTHONDONTWRITEBYTECODE :=
HAS_UV := $(shell command -v $(UV) 2> /dev/null)
# Le prove nel browser aspettano spesso: due processi più dei processori tengono occupata la macchina.
TEST_WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2) + 2)

help: ## elenca questi comandi
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: .venv/run.stamp ## mostra il sito su http://127.0.0.1:8000 e lo ricostruisce a ogni modifica (PORT=8001 cambia porta)
	@$(IN_VENV) -m distretti settings pelicanconf.py
	@$(IN_VENV) -m distretti serve --port $(PORT)

site: .venv/run.stamp ## costruisce l'anteprima in anteprima/: tollera i problemi e li elenca
	@$(IN_VENV) -m distretti settings pelicanconf.py
	@$(IN_VENV) -m pelican content -s pelicanconf.py -o anteprima

pdf: .venv/pdf.stamp ## costruisce l'anteprima con i PDF: due schede per distretto, l'annuario
	@$(IN_VENV) -m distretti settings pelicanconf.py
	@$(IN_VENV) -m pelican content -s pelicanconf.py -o anteprima -e PDF=true

publish: .venv/pdf.stamp ## costruisce il sito da pubblicare in output/: con un problema si ferma (SITEURL=https://…)
	@$(IN_VENV) -m distretti settings pelicanconf.py publishconf.py
	@$(IN_VENV) -m pelican content -s publishconf.py -o $(OUTPUT) $(if $(MEMORY),--cache-path $(MEMORY))

share: .venv/pdf.stamp ## costruisce in parti/ solo le pagine di REGIONS="lombardia veneto italia" («italia»: ciò che non è di una regione)
	@test -n "$(REGIONS)" || { echo 'Quali regioni? make share REGIONS="lombardia veneto italia"' >&2; exit 1; }
	@$(IN_VENV) -m distretti settings pelicanconf.py publishconf.py
	@REGIONS="$(REGIONS)" $(IN_VENV) -m pelican content -s publishconf.py -o parti/$(firstword $(REGIONS))

merge: .venv/pdf.stamp ## unisce in output/ le parti di parti/
	@$(IN_VENV) -m distretti merge parti/*/

check: .venv/run.stamp ## controlla i contenuti ed elenca tutti i problemi
	@$(IN_VENV) -m distretti check

schemas: .venv/run.stamp ## riscrive gli schemi delle schede in .vscode, dopo un cambiamento dei campi
	@$(IN_VENV) tools/write_schemas.py .vscode

pictures: .venv/test.stamp ## rifà le immagini di CONTRIBUTING.md
	@$(IN_VENV) tests/chromium.py
	@$(IN_VENV) -m pelican content -s pelicanconf.py -o .cache/pictures -e 'CONTATTO="redazione@example.org"' > /dev/null
	@$(IN_VENV) tools/guide_pictures.py .cache/pictures

test: .venv/test.stamp ## fa tutte le prove: stile, tipi, comportamento, pagine nel browser (THOROUGH=1: più a lungo, come ogni notte)
	@$(MAKE) --no-print-directory -j2 chromium style
	@$(IN_VENV) -m distretti format --check
	@scratch=$$($(IN_VENV) tests/scratch.py) && trap 'rm -rf "$$scratch"' EXIT INT TERM && TMPDIR=$$scratch \
		$(IN_VENV) -m pytest -q -n $(TEST_WORKERS) --dist worksteal

chromium: .venv/test.stamp
	@$(IN_VENV) tests/chromium.py

quick: style ## fa in fretta le prove che non costruiscono il sito: stile, tipi, parti
	@$(IN_VENV) -m pytest -q -n auto tests/language tests/model tests/places tests/catalog tests/test_architecture.py

style: .venv/test.stamp ## controlla stile e tipi del programma
	@$(IN_VENV) -m ruff format --check -q
	@$(IN_VENV) -m ruff check
	@$(IN_VENV) -m mypy

vnu: .venv/test.stamp node_modules/.package-lock.json ## controlla l'HTML di una pagina per tipo con vnu (servono Java e Node; ALL=--all: tutte le pagine)
	@$(IN_VENV) -m pelican content -s pelicanconf.py -o .cache/vnu > /dev/null
	@$(IN_VENV) tests/audit.py vnu .cache/vnu $(ALL)

lighthouse: .venv/test.stamp node_modules/.package-lock.json ## misura una pagina per tipo con Lighthouse su un telefono simulato (servono Node e Chromium)
	@SITEURL=$(LIGHTHOUSE_URL) $(IN_VENV) -m pelican content -s publishconf.py -o .cache/lighthouse > /dev/null
	@$(IN_VENV) tests/audit.py lighthouse .cache/lighthouse

calendars: .venv/test.stamp node_modules/.package-lock.json ## rilegge i calendari del sito con ical.js, e alcuni con khal se c’è (serve Node)
	@$(IN_VENV) -m pelican content -s pelicanconf.py -o .cache/calendars > /dev/null
	@mkdir -p .cache/hard && cp -r tests/catalogue/. tests/torture/. .cache/hard
	@$(IN_VENV) -m pelican .cache/hard -s pelicanconf.py -o .cache/hard-calendars > /dev/null
	@$(IN_VENV) tests/other_calendars.py .cache/calendars
	@$(IN_VENV) tests/other_calendars.py .cache/hard-calendars

browsers: .venv/test.stamp node_modules/.package-lock.json ## prova ricerca, modulo, totem, passaporto, inglese e stampa in Firefox e in WebKit, e dice quale non è partito (serve Node)
	@$(IN_VENV) -m pelican content -s pelicanconf.py -o .cache/browsers > /dev/null
	@$(IN_VENV) tests/browsers.py .cache/browsers

nginx: .venv/test.stamp ## prova il sito con l'nginx di Debian e le impostazioni di tools/hosting/nginx.conf, e dice se manca
	@PATH="$$PATH:/usr/sbin" command -v nginx > /dev/null || { echo "Manca nginx. Su Debian e Ubuntu: sudo apt-get install nginx libnginx-mod-http-brotli-static" >&2; exit 1; }
	@$(IN_VENV) -m pytest -q tests/test_hosting.py

dcat: .venv/test.stamp ## controlla il catalogo DCAT-AP_IT con forme di altri (CATALOGO=output/dati/catalogo.ttl SHAPES="shapes.ttl …")
	@$(IN_VENV) tests/opendata/foreign.py $(or $(CATALOGO),output/dati/catalogo.ttl) $(SHAPES)

recount: .venv/run.stamp ## riconta dai file, con un programma a parte, le cifre di anteprima/statistiche
	@$(IN_VENV) tests/statistics/recount.py anteprima content

bench: .venv/bench.stamp ## misura questo generatore e Hugo su 600, 6.000 e 30.000 schede (un quarto d’ora con ROUNDS=1; SIZES="600 6000" BENCH=cartella)
	@$(IN_VENV) -m bench $(if $(SIZES),--sizes $(SIZES)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(BENCH),--folder $(BENCH))

bench-search: .venv/test.stamp ## misura la ricerca sul catalogo e su 8.500 schede: indice, byte, tempi in Chromium (2 minuti con ROUNDS=1)
	@$(IN_VENV) tests/chromium.py
	@$(IN_VENV) -m bench.search $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(BENCH),--folder $(BENCH))

lock: ## riscrive requirements*.txt da pyproject.toml (serve uv; UPGRADE=--upgrade prende le versioni nuove)
	@command -v $(UV) > /dev/null || { echo "Manca uv: installalo con «pipx install uv» o «pip install uv», poi ripeti." >&2; exit 1; }
	@$(COMPILE) -o requirements.txt
	@$(COMPILE) --extra pdf --constraint requirements.txt -o requirements-pdf.txt
	@$(COMPILE) --extra test --constraint requirements.txt -o requirements-test.txt
	@$(COMPILE) --extra bench --constraint requirements.txt -o requirements-bench.txt

clean: ## toglie ciò che i comandi hanno creato: output/, anteprima/, .cache/, .venv/, node_modules/
	@rm -rf node_modules output .output.* parti anteprima .anteprima.* .cache .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find bench plugins tests tools -name __pycache__ -prune -exec rm -rf {} +

LIGHTHOUSE_URL = http://127.0.0.1:8765
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile pyproject.toml --quiet $(UPGRADE) \
	--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links

# L'ambiente si rifà quando cambiano i requisiti, o quando il suo Python non parte più (aggiornato o tolto dal sistema).
ifneq ($(shell $(IN_VENV) -c "print(1)" 2> /dev/null),1)
.venv/run.stamp .venv/pdf.stamp .venv/test.stamp .venv/bench.stamp: new
endif

.venv/run.stamp: requirements.txt
	@$(call install,requirements.txt,meno di un minuto)
	@touch $@

.venv/pdf.stamp: requirements-pdf.txt
	@$(call install,requirements-pdf.txt,meno di un minuto)
	@touch $@ .venv/run.stamp

.venv/test.stamp: requirements-test.txt
	@$(call install,requirements-test.txt,un minuto o due)
	@touch $@ .venv/run.stamp .venv/pdf.stamp

.venv/bench.stamp: requirements-bench.txt
	@$(call install,requirements-bench.txt,meno di un minuto)
	@touch $@ .venv/run.stamp

# npm non scrive indirizzi nel lock (.npmrc) e controlla l'impronta di ogni pacchetto.
node_modules/.package-lock.json: package-lock.json
	@command -v npm > /dev/null || { echo "Mancano Node e npm (Node 18.20 o più recente). Su Debian e Ubuntu: sudo apt-get install nodejs npm" >&2; exit 1; }
	@echo "Installo i controllori di package-lock.json (circa un minuto)…"
	@npm ci --no-progress --loglevel=error
	@touch $@

# tools/python.sh sceglie il Python, e dice che cosa manca; uv fa a meno di ensurepip.
new:
	@python=$$(sh tools/python.sh "$(PYTHON)" "venv $(if $(HAS_UV),,ensurepip)" "$(MAKECMDGOALS)") || exit 1; \
		echo "Preparo l'ambiente Python in .venv (pochi secondi)…"; \
		$(if $(HAS_UV),rm -rf .venv && $(UV) venv --quiet --no-python-downloads --no-config --python "$$python" .venv,"$$python" -m venv --clear .venv)

# uv dove c'è, altrimenti pip: con l'impronta di ogni file, senza compilare niente; i .pyc li scrive chi li usa.
PIP = $(IN_VENV) -m pip install -qq --disable-pip-version-check --no-compile
UV_PIP = $(UV) pip install --quiet --no-config --python $(IN_VENV)
INSTALL = $(if $(HAS_UV),$(UV_PIP),$(PIP)) --only-binary :all: --require-hashes

# $(1): il file dei requisiti; $(2): quanto può durare. Il file .pth mette plugins/ fra le cartelle in cui Python cerca: il
# suo percorso è relativo, così una copia della cartella del progetto non usa il codice dell'originale.
define install
	$(IN_VENV) -c 'import os, sysconfig; site = sysconfig.get_path("purelib"); \
		open(os.path.join(site, "distretti.pth"), "w").write(os.path.relpath("plugins", site))' && \
	$(if $(HAS_UV),,{ $(IN_VENV) -c "import pip" 2> /dev/null || $(IN_VENV) -m ensurepip > /dev/null 2>&1 || { \
		echo "Nell'ambiente .venv manca pip: «make clean», poi ripeti lo stesso comando." >&2; exit 1; }; } &&) \
	echo "Installo le librerie di $(1) ($(2), la prima volta)…"; \
	$(INSTALL) -r $(1) || { \
		echo "Le librerie non si sono installate: l'errore di $(if $(HAS_UV),uv,pip) è qui sopra." >&2; \
		echo "Di solito manca la rete, o il proxy (variabile HTTPS_PROXY); poi ripeti lo stesso comando." >&2; exit 1; }
endef

.PHONY: help serve site pdf publish share merge check schemas pictures test chromium quick style vnu lighthouse calendars browsers nginx dcat recount bench lock clean new
