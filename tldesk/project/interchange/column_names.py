"""What columns are called in the wild, best first; compared as `folded` gives them."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from tldesk.core.photo import Split

PHOTO_NAMES: Final = (
    *("photo", "filename", "file", "filepath", "filepaths", "image", "img", "imagename", "imagefile", "imagepath", "imagefilename", "path"),
    *("imageid", "imgid", "idcode", "photoid", "photopath", "relativefilepath", "sourcefile", "uri", "url", "imageurl", "picture", "name"),
    *("photoname", "photofile", "picturename", "picturefile", "imageuri", "imgpath", "imgname", "imgfile", "fname", "filenames", "images"),
    *("dateiname", "datei", "bild", "foto", "bilddatei", "bildname", "bildpfad", "dateipfad", "fotodatei", "fichier", "nomdufichier"),
    *("nomfichier", "cheminfichier", "archivo", "nombredearchivo", "nombrearchivo", "fichero", "imagen", "nomefile", "immagine", "arquivo"),
    *("nomedoarquivo", "imagem", "bestand", "bestandsnaam", "afbeelding", "fotografia", "plik", "soubor", "fil", "filnavn", "filnamn"),
    *("id", "key", "sample", "uuid"),
)
LABEL_NAMES: Final = (
    *("label", "class", "classname", "labelname", "labels", "classes", "classlabel", "species", "speciesname", "scientificname"),
    *("category", "categories", "categoryname", "choice", "target", "tag", "tags", "breed", "variety", "diagnosis", "dx", "disease"),
    *("taxon", "taxonname", "commonname", "speciescommonname", "speciesscientificname", "animal", "identification", "determination"),
    *("annotation", "groundtruth", "truelabel", "findinglabels", "finding", "type", "variant", "family", "article"),
    *("klasse", "kategorie", "art", "artname", "spezies", "etikett", "bezeichnung", "bestimmung", "sorte", "befund"),
    *("classe", "categorie", "espece", "etiquette", "libelle", "nomespece"),
    *("clase", "categoria", "especie", "etiqueta", "specie", "etichetta", "rotulo", "soort", "label1", "klasa", "gatunek", "trida", "druh"),
    *("labelid", "classid", "categoryid", "y"),
)
LABEL_ENDS: Final = ("species", "class", "label", "category", "klasse", "kategorie", "art", "espece", "especie", "classe", "clase", "soort")
"""Ends of names made of several words, such as Tierart and Animal species."""
NO_LABEL_ENDS: Final = ("start", "chart", "part", "smart", "heart", "cart")
SUBFOLDER_NAMES: Final = ("subfolder", "subdir", "subdirectory", "subfoldername", "unterordner", "sousdossier", "subcarpeta")
FOLDER_NAMES: Final = (
    *("relativepath", "folder", "foldername", "directory", "dir", "subfolder", "subdir", "parent", "folderpath"),
    *("ordner", "verzeichnis", "dossier", "repertoire", "carpeta", "cartella", "pasta", "map"),
)
TAXON_NAMES: Final = ("commonname", "vernacularname", "scientificname", "species")
SPLIT_NAMES: Final = (
    *("split", "set", "subset", "dataset", "partition", "mluse", "usage", "fold", "phase", "sourcesplit", "datasplit", "aufteilung"),
)
YES_NO_SPLITS: Final[Mapping[str, tuple[Split | None, Split | None]]] = {
    **dict.fromkeys(("isvalid", "isvalidation", "isval"), (Split.VALIDATION, Split.TRAIN)),
    "istest": (Split.TEST, None),
    "istrain": (Split.TRAIN, None),
}
"""Columns that say with yes or no whether a photo is in a split, and the splits of both answers."""
UNSURE_NAMES: Final = (
    *("unsure", "uncertain", "uncertainty", "doubtful", "doubt", "notsure", "isunsure", "?", "questionable"),
    *("unsicher", "unklar", "zweifelhaft", "fraglich", "incertain", "incertaine", "douteux", "doute", "incierto", "dudoso", "duda"),
    *("incerto", "dubbio", "dubbioso", "duvidoso", "duvida", "onzeker", "twijfel", "twijfelachtig", "usikker", "osaker", "niepewne"),
)
NOTE_NAMES: Final = (
    *("note", "notes", "comment", "comments", "remark", "remarks", "notiz", "notizen", "bemerkung", "bemerkungen", "kommentar"),
    *("anmerkung", "commentaire", "commentaires", "remarque", "remarques", "comentario", "comentarios", "nota", "notas", "commento"),
    *("osservazioni", "observacao", "observacoes", "opmerking", "opmerkingen"),
)
NEVER_ONE_HOT: Final = frozenset({"deleteflag", "favorite", "favourite", "highlight", "goodpicture", "public", "iscrowd"})
ABOVE_NAMES: Final = frozenset(
    ("disk", "drive", "root", "rootfolder", "year", "site", "station", "camera", *FOLDER_NAMES, *SUBFOLDER_NAMES)
)
"""Columns that may hold folders above the one that the photo lies in."""


def folded(name: str) -> str:
    """A column's name without case, accents, blanks and punctuation; what is nothing else, as "?", stays."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum())
    return letters or name.strip()
