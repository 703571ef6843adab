// Everyday Italian: words that are written right though no page has them. Written for this project; see known().
const WORDS =
  "acqua adesso adulto aereo affari affetto affitto aiuto albergo albero alcolico allegro altezza altro amaro ambiente amico amore anello angolo " +
  "anima animale anno annuncio ansia anziano apertura appartamento aperto aria armadio arredo arrivo articolo artista ascensore asciutto " +
  "asilo aspetto assegno assemblea assurdo atto attento auto autobus autore autunno avviso azienda azzurro babbo bagno balcone ballo bambino " +
  "banca banco bandiera bar barba barca basso battaglia bebe bello bene bestia bevanda bianco biblioteca bicchiere bicicletta biglietto " +
  "binario birra biscotto bisogno blu bocca bolletta borsa bosco bottega bottiglia bottone braccio brodo brutto buca buio buono burro " +
  "busta caccia caffe calcio caldo calendario calma calore calza calzini cambio camera camicia camion cammino campagna campana campo canale " +
  "cane cantina canto capanno capello capo cappello cappotto carattere carico carne caro carta cartella cartone casa cassa cassetto castello " +
  "catena cattivo causa cavallo cellulare cena centro cerchio certo cestino chiaro chiave chiesa chilo chiuso chiusura cibo cielo cima cinema " +
  "cinque cioccolato citta civile classe cliente codice coda cognome colazione collo colore colpa colpo coltello commerciante commesso compagno " +
  "compleanno compito comune concerto concorso condizione condominio coniglio consiglio conto contratto coperta copia coppia coraggio corpo " +
  "corsa corso cortile corto cosa coscienza costo costume cotone cotto credito crema crescita crisi croce crudo cucina cugino cultura cuoco " +
  "cuore cura curva danno dato debito debole decimo denaro dente dentista destra detto dettaglio diario dieci dieta difesa difficile dio " +
  "direttore diritto disco discorso disegno ditta dito divano diverso documento dolce dolore domanda donna dono doppio dritto dubbio duro " +
  "ecologia economia edicola edificio effetto elenco enorme entrata erba errore esame esempio esperto estate estero eta etto euro fabbrica " +
  "faccia facile fame famiglia fango fantasia farina farmacia faro fatica fatto fattura favola favore febbre fede felice femmina feria fermata " +
  "ferro festa fetta fiamma fianco fidanzato figlio figura fila film filo finestra fiore fisso fiume foglia foglio folla fondo fontana forbici " +
  "forchetta foresta forma formaggio forno forte fortuna forza foto fragola frase fratello freddo fresco fretta frigorifero fritto fronte " +
  "frutta fumo fungo fuoco furto futuro galleria gallina gamba gara garage gatto gelato gelo gemello genere genitore gente gentile gesto " +
  "ghiaccio giacca giallo giardino gioco gioia gioiello giornale giornata giorno giovane giro gita giudice giugno giusto gloria goccia gola " +
  "gomma gonna grado grande grano grasso gratis grave grazie gregge gridare grigio grosso gruppo guaio guanto guardia guerra gusto " +
  "idea impegno imposta impresa incendio incidente incontro indirizzo infanzia inferno infermiere ingresso inizio insalata insegna insegnante " +
  "insieme interno intero inverno invito isola labbro lago lampada lana largo latte lato laurea lavanderia lavatrice lavoro legge legno lento " +
  "lenzuolo letto lettera lettore libero libreria libro licenza lieto limite linea lingua lista litro livello locale lontano lotta luce luglio " +
  "lungo luna luogo lupo lusso macchina macelleria madre maestro magazzino maggio maglia magro malato male maglietta mamma mancanza mano mare " +
  "marito marmellata marrone maschio matita matrimonio mattina mattone medico medicina medio meglio mela memoria mente menta mercante meta " +
  "metodo metro mezzo mezzogiorno minestra minore minuto misura mobile moda modo modulo moglie molto momento mondo moneta montagna monte morte " +
  "mostra moto motivo motore multa muro museo musica nascita naso nastro natura nave nazione nebbia negozio nemico nero nessuno neve nido niente " +
  "nipote nocciola nodo noia nome nonna nonno nord norma nota notizia notte nove novita nozze nube nulla numero nuovo nuoto nuvola occasione " +
  "occhiali occhio offerta officina oggetto ogni olio oliva ombra onda onore opera operaio ora orario ordine orecchio orgoglio origine oro " +
  "orologio orso orto ospedale ospite osso ottimo ovest pace pacco padre padrone paese paga pagina paio palazzo palestra palla pane panino panno " +
  "pantaloni papa paradiso parcheggio parco parente parete parola parrucchiere parte partenza partita passato passeggiata passo pasta pasticceria " +
  "pasto patata patente patto paura pausa pavimento pazienza pazzo peccato pelle pelo pena penna pensiero pensione pentola pepe pera perdita " +
  "pericolo periodo permesso persona pesante pesca pesce peso petto pezzo piacere piano pianta pianto piatto piccolo piede pieno pietra pigro " +
  "pioggia pioggia piscina pista pizza pizzeria plastica poco poeta politica polizia pollo polvere pomeriggio pomodoro ponte porta porto portafoglio " +
  "posta posto potere povero pranzo pratica prato prezzo prestito presto prima primavera privato problema prodotto professore profumo programma " +
  "pronto proprieta prosciutto prova pubblico pugno pulito punto quaderno quadro qualita quanto quartiere quattro quasi quello questione quinto " +
  "rabbia racconto radio ragazza ragazzo ragione ramo rapido rapporto rata regalo regina regola resto rete ricchezza ricco ricerca ricetta ricevuta " +
  "ricordo riga rischio riso risparmio risposta ristorante ritardo ritorno riunione riva roba romanzo rosa rosso rumore ruota sabbia sacco sala salato " +
  "saldo sale salita salone salotto salute sangue santo sapone sapore sarto sasso sbaglio scala scaffale scarpa scatola scelta schermo scherzo " +
  "schiena sciarpa sconto scopa scopo scritto scuola scuro secolo secondo sedia segno segreto seme semplice sempre senso sentiero sera serata " +
  "sereno serie serio servizio seta sete sette settimana sfida sguardo sicuro signora signore silenzio simile simpatico singolo sinistra sistema " +
  "soccorso sociale societa soggetto sogno soldato soldo sole solo sonno sopra sorella sorpresa sorriso sosta sotto spalla spazio specchio spesa " +
  "spiaggia spinaci spirito sporco sport sposa sposo squadra stadio stagione stanza stanco stato stazione stella stesso stile stipendio stivale stoffa " +
  "storia strada straniero strano stretto strumento studente studio stufa succo sud sugo suocera suono superficie supermercato svendita sviluppo " +
  "tacco taglia taglio tale tappeto tappo tardi targa tasca tassa tavola tavolo tazza te teatro tecnica telefono televisione tempo tenda terra terzo " +
  "tessuto testa testo tetto timido tipo titolo topo torre torta tovaglia traffico tram treno triste troppo trucco tubo turista tutto ufficio uguale " +
  "ultimo umano umido unghia unico universita uomo uovo urgente usanza uscita uso utile uva vacanza valigia valle valore vantaggio varieta vaso vasto " +
  "vecchio vedova veloce vena vento ventre verbo verde verdura vergogna verita vero verso vestito vetro viaggio vicenda vicino vigile villa vino viola " +
  "visita viso vista vita vite vittoria vivo voce voglia volo volta volto voto vuoto zaino zero zia zio zona zucca zucchero zuppa";
const VERBS =
  "abbassare abitare accadere accendere accettare accogliere accompagnare acquistare affittare aggiungere aggiustare aiutare allargare allevare alzare " +
  "amare ammettere andare annullare apparire appartenere applicare apprendere aprire arrivare ascoltare aspettare assaggiare assistere assumere attendere " +
  "attraversare aumentare avere avviare avvisare ballare bastare battere bere bisognare bruciare cadere calcolare cambiare camminare cancellare cantare " +
  "capire caricare cedere cenare cercare chiamare chiedere chiudere colpire cominciare compilare comprare comunicare concedere condividere confermare " +
  "conoscere consegnare conservare consigliare consumare contare contattare continuare controllare convincere coprire correggere correre costare costruire " +
  "creare credere crescere cucinare cucire curare custodire dare decidere decorare depositare desiderare detrarre dichiarare difendere dimenticare dire " +
  "discutere disegnare distribuire diventare dividere domandare donare dormire dovere durare eleggere eliminare entrare esistere esporre essere evitare fallire fare " +
  "ferire fermare festeggiare fidare finire firmare fondare formare fornire fuggire fumare funzionare gestire gettare giocare girare giudicare guadagnare " +
  "guardare guarire guidare gustare immaginare imparare impedire importare incassare incontrare indicare indossare informare ingrandire iniziare insegnare inserire installare intendere " +
  "introdurre inventare investire inviare invitare iscrivere lanciare lasciare lavare lavorare leggere levare limitare litigare lottare lucidare mancare mandare mangiare " +
  "mantenere meritare mescolare mettere migliorare misurare modificare montare morire mostrare muovere nascere nascondere navigare noleggiare nominare notare nuotare " +
  "obbligare occupare odiare offrire operare ordinare organizzare osare osservare ospitare ottenere pagare parcheggiare parlare partecipare partire passare " +
  "passeggiare pensare perdere permettere pesare pescare piacere piangere piantare pitturare portare potere pranzare pregare prelevare premere prendere prenotare preparare " +
  "presentare prestare pretendere prevedere produrre promettere proporre proteggere provare pubblicare pulire pungere raccogliere raccontare raggiungere regalare registrare regolare " +
  "rendere resistere respirare restare restaurare ricevere richiedere ricominciare riconoscere ricordare ridare ridere ridurre riempire rifare rifiutare riguardare rilasciare rimanere rimborsare rinnovare " +
  "riparare ripetere riposare riprendere risolvere risparmiare rispettare rispondere ristrutturare ritirare ritornare riuscire rivedere rompere rubare salire saltare salutare salvare " +
  "sapere sbagliare scadere scambiare scappare scaricare scegliere scendere scoprire scrivere scusare sedere segnalare segnare seguire sembrare sentire servire sistemare smettere sognare " +
  "somigliare sorridere sostenere sostituire spedire spegnere spendere sperare spiegare spingere spostare sposare stampare stare studiare suggerire suonare superare svegliare svendere tacere tagliare telefonare " +
  "temere tenere tentare tirare toccare togliere tornare tradurre trasferire trattare trovare uccidere ufficializzare unire usare uscire valere vedere vendere venire verificare versare vestire viaggiare vietare " +
  "vincere visitare vivere volare volere votare";
const FORMS = // endings that verbs of are, ere, ire have
  "o i a e iamo ate ete ite ano ono are ere ire ato ata ati ate uto uta uti ute ito ita iti ite ando endo avo avi ava avamo avano evo eva evano ivo iva ivano ero era erai eranno erei iro ira iranno isco isci isce iscono assi asse essi esse hi he hiamo"
    .split(" ");
const ODD = new Set(
  ("fa fai fanno faccio facciamo fate facendo faceva fatto va vai vanno vado vanno da dai danno diamo sa sai sanno so puoi puo possono vuole vogliono deve devono devo " +
    "vengo viene vengono tiene tengono dice dicono detto visto scritto letto preso messo chiuso aperto offerto nato perso speso venuto stato siamo siete sono hanno abbiamo avete " +
    "ciao buongiorno buonasera perche quindi anzi dunque ecco forse mai ancora oramai circa quasi invece mentre inoltre subito spesso volentieri purtroppo davvero magari").split(" "),
);
const END = /(h?[aeio]|i[aeio])$/;
const plain = new Set(WORDS.split(" "));
const roots = new Set(WORDS.split(" ").map((word) => word.replace(END, "")));
const verbs = new Set(VERBS.split(" ").map((word) => word.slice(0, -3)));

/** Whether a word without accents is one of these, or a form of one. */
export function known(word) {
  if (plain.has(word) || ODD.has(word) || (word.length > 3 && roots.has(word.replace(END, "")))) return true;
  return FORMS.some((ending) => word.endsWith(ending) && verbs.has(word.slice(0, word.length - ending.length)));
}
