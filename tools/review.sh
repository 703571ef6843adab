#!/bin/sh
# What reviewers see of a change, made by code that they trust from content that they do not: no secret is needed, and
# nothing of the change is run.
#
#     tools/review.sh REPOSITORY BASE FOLDER
#
# REPOSITORY is a checkout of the change with its history, BASE the revision that it changes, FOLDER where it is put:
# riassunto.md (in words), prima/ and dopo/ (the pages that differ, as text). Prints annotations for GitHub. This
# script, the code and the theme are those of the tree that it is in. Ends with 1 where the content has problems.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
repository=$(CDPATH='' cd -- "$1" && pwd)
base=$2
mkdir -p "$3"
folder=$(CDPATH='' cd -- "$3" && pwd)
python="$here/.venv/bin/python"
if test -L "$repository/content"; then
	echo "La cartella \`content\` di questa proposta è un collegamento ad altro: non si legge." > "$folder/riassunto.md"
	exit 1
fi
built=$(mktemp -d)
trap 'rm -rf "$built"; git -C "$repository" worktree remove --force "$built/base" 2> /dev/null || true' EXIT INT TERM

# What a command of ours said of why it stopped, as a block that shows it and does nothing.
why() {
	tail -n 20 "$built/why" | sed 's/^/    /'
	echo
}

code=0
cd "$repository"
"$python" -P -m distretti summary "$base" content > "$folder/riassunto.md" 2> "$built/why" || code=$?
cat "$built/why" >&2
test -s "$folder/riassunto.md" || { printf '# Non si può rileggere\n\n' && why; } > "$folder/riassunto.md"
"$python" -P -m distretti check --since "$base" --format github content || true

git worktree add --quiet --detach "$built/base" "$base"
cd "$here"
for name in base head; do
	content="$repository/content"
	test "$name" = head || content="$built/base/content"
	test -d "$content" || : > "$built/missing"
	test -d "$content" || continue
	"$python" -m pelican "$content" -s pelicanconf.py -o "$built/$name-site" --cache-path "$built/$name-cache" \
		> /dev/null 2> "$built/why" || : > "$built/missing"
	cat "$built/why" >&2
	test -e "$built/missing" && break
done
if test -e "$built/missing"; then
	printf '## Pagine che cambiano\n\nNon si possono confrontare: il sito non si costruisce.\n\n' >> "$folder/riassunto.md"
	test ! -s "$built/why" || why >> "$folder/riassunto.md"
	exit 1
fi
git -C "$repository/content" diff --name-only --no-renames --relative -z "$base" -- . > "$built/changed"
"$python" tools/changed_pages.py "$built/base-site" "$built/head-site" "$folder" < "$built/changed" >> "$folder/riassunto.md"
exit "$code"
