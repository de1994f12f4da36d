<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AnswerWords</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweite</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>How far the most probable class is ahead of the second, in percentage points; small where two are near a tie</source>
        <translation>Wie weit die wahrscheinlichste Klasse vor der zweiten liegt, in Prozentpunkten; klein, wo zwei fast gleichauf sind</translation>
    </message>
    <message>
        <source>unlike</source>
        <translation>anders</translation>
    </message>
    <message>
        <source>not sure ({name}?)</source>
        <translation>unsicher ({name}?)</translation>
    </message>
    <message>
        <source>A person labelled this photo {label}; the model says {prediction}</source>
        <translation>Ein Mensch hat dieses Foto der Klasse {label} zugeordnet; das Modell sagt {prediction}</translation>
    </message>
    <message>
        <source>The best guess is {name}, but answers below {least} are wrong too often</source>
        <translation>Am ehesten {name}, aber Antworten unter {least} sind zu oft falsch</translation>
    </message>
    <message>
        <source>Unlike the training photos: {distance} away from them, and 95 of 100 photos of their kind are within {usual}. The answer may mean nothing.</source>
        <translation>Anders als die Trainingsfotos: Der Abstand zu ihnen ist {distance}, bei 95 von 100 Fotos ihrer Art höchstens {usual}. Die Antwort bedeutet vielleicht nichts.</translation>
    </message>
</context>
<context>
    <name>Answers</name>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
</context>
<context>
    <name>AnswersGrid</name>
    <message>
        <source>Predictions as photos</source>
        <translation>Vorhersagen als Fotos</translation>
    </message>
    <message>
        <source>{name}?</source>
        <translation>{name}?</translation>
    </message>
</context>
<context>
    <name>AnswersTable</name>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
</context>
<context>
    <name>BackboneButton</name>
    <message>
        <source>Not in the catalogue</source>
        <translation>Nicht im Katalog</translation>
    </message>
</context>
<context>
    <name>BackboneChoice</name>
    <message>
        <source>Its weights are not on this computer. Add or fetch them (Ctrl+Shift+W), choose another, or set Weights to random.</source>
        <translation>Seine Gewichte sind nicht auf diesem Computer. Gewichte hinzufügen oder abrufen (Strg+Umschalt+W), ein anderes Backbone wählen oder „Gewichte“ auf „zufällig“ stellen.</translation>
    </message>
</context>
<context>
    <name>BackbonePicker</name>
    <message>
        <source>Choose a backbone</source>
        <translation>Backbone wählen</translation>
    </message>
    <message>
        <source>Use this backbone</source>
        <translation>Dieses Backbone nehmen</translation>
    </message>
    <message>
        <source>Train with this backbone (Enter)</source>
        <translation>Mit diesem Backbone trainieren (Return)</translation>
    </message>
    <message>
        <source>Weights…</source>
        <translation>Gewichte…</translation>
    </message>
    <message>
        <source>See, add and fetch weights of backbones (Ctrl+Shift+W)</source>
        <translation>Gewichte der Backbones ansehen, hinzufügen und abrufen (Strg+Umschalt+W)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep the backbone of the recipe (Esc)</source>
        <translation>Das Backbone des Rezepts behalten (Esc)</translation>
    </message>
    <message>
        <source>Search: small fast, vit base dinov2, under 10M, commercial ...</source>
        <translation>Suchen: small fast, vit base dinov2, under 10M, commercial ...</translation>
    </message>
    <message>
        <source>Search backbones</source>
        <translation>Backbones suchen</translation>
    </message>
    <message>
        <source>Names, families, sizes, pretraining and licences, in plain words (Ctrl+F)</source>
        <translation>Namen, Familien, Größen, Vortraining und Lizenzen, in einfachen englischen Worten (Strg+F)</translation>
    </message>
    <message>
        <source>Families</source>
        <translation>Familien</translation>
    </message>
    <message>
        <source>Show one family only (Up, Down)</source>
        <translation>Nur eine Familie zeigen (Pfeil auf, Pfeil ab)</translation>
    </message>
    <message>
        <source>All families</source>
        <translation>Alle Familien</translation>
    </message>
    <message>
        <source>Weights here</source>
        <translation>Gewichte vorhanden</translation>
    </message>
    <message>
        <source>Other families</source>
        <translation>Weitere Familien</translation>
    </message>
    <message>
        <source>Backbones</source>
        <translation>Backbones</translation>
    </message>
    <message numerus="yes">
        <source>%n backbone(s)</source>
        <translation>
            <numerusform>%n Backbone</numerusform>
            <numerusform>%n Backbones</numerusform>
        </translation>
    </message>
    <message>
        <source>No backbone has all of this. Take a word away.</source>
        <translation>Kein Backbone hat all das. Ein Wort weglassen.</translation>
    </message>
    <message>
        <source>Its weights are not on this computer. With Weights set to random it can be used all the same.</source>
        <translation>Seine Gewichte sind nicht auf diesem Computer. Steht „Gewichte“ auf „zufällig“, lässt es sich trotzdem nutzen.</translation>
    </message>
</context>
<context>
    <name>BackbonesModel</name>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>How many numbers it learned</source>
        <translation>Wie viele Zahlen es gelernt hat</translation>
    </message>
    <message>
        <source>GMACs</source>
        <translation>GMACs</translation>
    </message>
    <message>
        <source>Thousands of millions of multiplications a photo</source>
        <translation>Milliarden Multiplikationen je Foto</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Side of the square it sees</source>
        <translation>Kantenlänge des Quadrats, das es sieht</translation>
    </message>
    <message>
        <source>ImageNet</source>
        <translation>ImageNet</translation>
    </message>
    <message>
        <source>Share of ImageNet photos it names rightly (top-1)</source>
        <translation>Anteil der ImageNet-Fotos, die es richtig benennt (Top-1)</translation>
    </message>
    <message>
        <source>Pretrained on</source>
        <translation>Vortrainiert mit</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Whether its weights are on this computer</source>
        <translation>Ob seine Gewichte auf diesem Computer sind</translation>
    </message>
</context>
<context>
    <name>BannerRow</name>
    <message>
        <source>Close this message to read the others (Shift+Esc)</source>
        <translation>Diese Meldung schließen, um die anderen zu lesen (Umschalt+Esc)</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Put what is behind this message on the clipboard</source>
        <translation>Was hinter dieser Meldung steckt, in die Zwischenablage legen</translation>
    </message>
    <message>
        <source>Close the message (Shift+Esc)</source>
        <translation>Die Meldung schließen (Umschalt+Esc)</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>ClassBox</name>
    <message>
        <source>Label with a class</source>
        <translation>Klasse zuordnen</translation>
    </message>
    <message>
        <source>Type part of a class</source>
        <translation>Teil eines Klassennamens</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Arrows choose, Enter labels, Esc closes</source>
        <translation>Pfeiltasten wählen, Return ordnet zu, Esc schließt</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
</context>
<context>
    <name>ClassesModel</name>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>Ohne Label</translation>
    </message>
    <message>
        <source>key {key}</source>
        <translation>Taste {key}</translation>
    </message>
    <message>
        <source>{share} of the labelled photos</source>
        <translation>{share} der Fotos mit Label</translation>
    </message>
</context>
<context>
    <name>ClassesPanel</name>
    <message>
        <source>Labelled photos</source>
        <translation>Fotos mit Label</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>Klasse suchen</translation>
    </message>
    <message>
        <source>Find a class in the list</source>
        <translation>Klasse in der Liste suchen</translation>
    </message>
    <message>
        <source>Find a class in the list (Ctrl+Shift+F)</source>
        <translation>Klasse in der Liste suchen (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>Add class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>Name einer neuen Klasse</translation>
    </message>
    <message>
        <source>Type a name and press Enter (Ctrl+Shift+N)</source>
        <translation>Namen eingeben und Return drücken (Strg+Umschalt+N)</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>{done} of {total} labelled</source>
        <translation>{done} von {total} mit Label</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Farbe…</translation>
    </message>
    <message>
        <source>Key…</source>
        <translation>Taste…</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation>Zusammenführen mit…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>ColourBox</name>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Sky blue</source>
        <translation>Himmelblau</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>Zinnoberrot</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Purpur</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Andere…</translation>
    </message>
    <message>
        <source>Colour of {name}</source>
        <translation>Farbe von {name}</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>CompareSheet</name>
    <message>
        <source>Compare runs</source>
        <translation>Läufe vergleichen</translation>
    </message>
    <message>
        <source>These runs were measured on different test photos, or labels changed in between. Which is better, their figures can&apos;t tell: measure them again on the page Results.</source>
        <translation>Diese Läufe wurden auf verschiedenen Testfotos ausgewertet, oder Labels haben sich dazwischen geändert. Welcher besser ist, können ihre Zahlen nicht sagen: auf der Seite „Ergebnisse“ neu auswerten.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the table, for a spreadsheet or a document ({keys})</source>
        <translation>Die Tabelle für eine Tabellenkalkulation oder ein Dokument kopieren ({keys})</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the runs (Esc)</source>
        <translation>Zurück zu den Läufen (Esc)</translation>
    </message>
    <message>
        <source>Figures and recipes</source>
        <translation>Zahlen und Rezepte</translation>
    </message>
    <message>
        <source>The comparison was copied.</source>
        <translation>Der Vergleich wurde kopiert.</translation>
    </message>
</context>
<context>
    <name>ComparisonRow</name>
    <message>
        <source>Run to compare with</source>
        <translation>Lauf zum Vergleichen</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>&amp;Vergleichen mit</translation>
    </message>
    <message>
        <source>No other run</source>
        <translation>Kein anderer Lauf</translation>
    </message>
    <message numerus="yes">
        <source>%n fixed</source>
        <translation>
            <numerusform>%n behoben</numerusform>
            <numerusform>%n behoben</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the photos that are right now and were wrong</source>
        <translation>Fotos anzeigen, die jetzt richtig sind und falsch waren</translation>
    </message>
    <message numerus="yes">
        <source>%n broken</source>
        <translation>
            <numerusform>%n neu falsch</numerusform>
            <numerusform>%n neu falsch</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the photos that are wrong now and were right</source>
        <translation>Fotos anzeigen, die jetzt falsch sind und richtig waren</translation>
    </message>
    <message numerus="yes">
        <source>%n still wrong</source>
        <translation>
            <numerusform>%n weiter falsch</numerusform>
            <numerusform>%n weiter falsch</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the photos that both runs have wrong</source>
        <translation>Fotos anzeigen, die in beiden Läufen falsch sind</translation>
    </message>
    <message>
        <source>They were measured on different photos, so they can&apos;t be compared.</source>
        <translation>Sie wurden an verschiedenen Fotos gemessen und lassen sich daher nicht vergleichen.</translation>
    </message>
    <message>
        <source>A real difference (McNemar p = {p})</source>
        <translation>Ein echter Unterschied (McNemar p = {p})</translation>
    </message>
    <message>
        <source>No proof of a difference (McNemar p = {p})</source>
        <translation>Kein Unterschied nachgewiesen (McNemar p = {p})</translation>
    </message>
</context>
<context>
    <name>ConditionWords</name>
    <message>
        <source>Group: {name}</source>
        <translation>Gruppe: {name}</translation>
    </message>
    <message>
        <source>Folder: {name}</source>
        <translation>Ordner: {name}</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Path: {text}</source>
        <translation>Pfad: {text}</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n Klasse</numerusform>
            <numerusform>%n Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>Ohne Label</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Not unsure</source>
        <translation>Nicht unsicher</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Split: {names}</source>
        <translation>Aufteilung: {names}</translation>
    </message>
    <message>
        <source>Can&apos;t be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Can be read</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>Taken {low} to {high}</source>
        <translation>Aufgenommen {low} bis {high}</translation>
    </message>
    <message>
        <source>Taken from {low} on</source>
        <translation>Aufgenommen ab {low}</translation>
    </message>
    <message>
        <source>Taken until {high}</source>
        <translation>Aufgenommen bis {high}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>At least {low}</source>
        <translation>Mindestens {low}</translation>
    </message>
    <message>
        <source>At most {high}</source>
        <translation>Höchstens {high}</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Label {label}, predicted {prediction}: {count} of {total} ({share})</source>
        <translation>Label {label}, Vorhersage {prediction}: {count} von {total} ({share})</translation>
    </message>
    <message>
        <source>no photos are labelled so</source>
        <translation>kein Foto hat dieses Label</translation>
    </message>
    <message>
        <source>, {share} of those predicted so</source>
        <translation>, {share} der so vorhergesagten</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
</context>
<context>
    <name>ConfusionPanel</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>% of the label</source>
        <translation>% des Labels</translation>
    </message>
    <message>
        <source>% of the prediction</source>
        <translation>% der Vorhersage</translation>
    </message>
    <message>
        <source>Of the label: the diagonal is the recall. Of the prediction: it is the precision.</source>
        <translation>Des Labels: Die Diagonale ist die Trefferquote (Recall). Der Vorhersage: Sie ist die Präzision.</translation>
    </message>
    <message>
        <source>Classes in their order</source>
        <translation>Klassen der Reihe nach</translation>
    </message>
    <message>
        <source>Most mistakes first</source>
        <translation>Meiste Fehler zuerst</translation>
    </message>
    <message>
        <source>How the classes follow each other in the matrix</source>
        <translation>In welcher Reihenfolge die Klassen in der Matrix stehen</translation>
    </message>
    <message>
        <source>C&amp;ells</source>
        <translation>&amp;Zellen</translation>
    </message>
    <message>
        <source>&amp;Order</source>
        <translation>Reihenf&amp;olge</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Curves of loss, accuracy and learning rate</source>
        <translation>Kurven von Verlust (Loss), Genauigkeit und Lernrate</translation>
    </message>
    <message>
        <source>Loss (nats)</source>
        <translation>Verlust (nats)</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>Genauigkeit (%)</translation>
    </message>
    <message>
        <source>Learning rate of the head</source>
        <translation>Lernrate des Kopfs</translation>
    </message>
    <message>
        <source>Epoch  ·  dotted: the best  ·  grey: fine-tuning begins</source>
        <translation>Epoche  ·  gepunktet: die beste  ·  grau: Feinabstimmung</translation>
    </message>
    <message>
        <source>Epoch  ·  dotted: the best</source>
        <translation>Epoche  ·  gepunktet: die beste</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>No epoch has ended yet.</source>
        <translation>Noch keine Epoche ist beendet.</translation>
    </message>
    <message>
        <source>Epoch {epoch}: validation accuracy {accuracy}, validation loss {loss}</source>
        <translation>Epoche {epoch}: Validierungsgenauigkeit {accuracy}, Validierungsverlust {loss}</translation>
    </message>
</context>
<context>
    <name>CurvesPanel</name>
    <message>
        <source>See results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on where this training was broken off, as if it had not been</source>
        <translation>Dort fortsetzen, wo dieses Training abgebrochen ist, als wäre nichts gewesen</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Test {accuracy}</source>
        <translation>Test {accuracy}</translation>
    </message>
    <message>
        <source>Validation {accuracy}</source>
        <translation>Validierung {accuracy}</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Pretrained on</source>
        <translation>Vortrainiert mit</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Webseite</translation>
    </message>
</context>
<context>
    <name>DeviceLine</name>
    <message>
        <source>Looking for what to compute with</source>
        <translation>Gerät zum Rechnen wird gesucht</translation>
    </message>
    <message>
        <source>Nothing can be trained or answered yet</source>
        <translation>Noch lässt sich nichts trainieren oder beantworten</translation>
    </message>
    <message>
        <source>Models are trained on: {device}</source>
        <translation>Modelle werden trainiert auf: {device}</translation>
    </message>
    <message>
        <source>{reason} Training works, and takes longer.</source>
        <translation>{reason} Das Training geht trotzdem, dauert aber länger.</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Predict all photos of a folder</source>
        <translation>Alle Fotos eines Ordners vorhersagen</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>Ordner überwachen</translation>
    </message>
    <message>
        <source>Predict photos</source>
        <translation>Fotos vorhersagen</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Exported model (*.zip {manifest})</source>
        <translation>Exportiertes Modell (*.zip {manifest})</translation>
    </message>
    <message>
        <source>Export the predictions</source>
        <translation>Vorhersagen exportieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel-Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>Emptiness</name>
    <message>
        <source>Reading the folder</source>
        <translation>Ordner wird gelesen</translation>
    </message>
    <message>
        <source>The photos appear here as they are found.</source>
        <translation>Die Fotos erscheinen hier, sobald sie gefunden sind.</translation>
    </message>
    <message>
        <source>JPEG, PNG, TIFF, WebP, HEIC and other photos in this folder and its sub-folders appear here.</source>
        <translation>JPEG, PNG, TIFF, WebP, HEIC und andere Fotos aus diesem Ordner und seinen Unterordnern erscheinen hier.</translation>
    </message>
    <message>
        <source>There are no photos in this folder</source>
        <translation>In diesem Ordner sind keine Fotos</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train a model from them, or look at all photos.</source>
        <translation>Daraus ein Modell trainieren oder alle Fotos ansehen.</translation>
    </message>
    <message>
        <source>Every photo has a label</source>
        <translation>Jedes Foto hat ein Label</translation>
    </message>
    <message>
        <source>No photo is missing</source>
        <translation>Kein Foto fehlt</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>No photo has this class yet</source>
        <translation>Noch kein Foto hat diese Klasse</translation>
    </message>
    <message>
        <source>Select photos and press its key.</source>
        <translation>Fotos auswählen und die Taste der Klasse drücken.</translation>
    </message>
    <message>
        <source>No photo passes the filters</source>
        <translation>Kein Foto passt zu den Filtern</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>A trained model answers for photos it has never seen. Train one, or drop one here that was exported.</source>
        <translation>Ein trainiertes Modell antwortet zu Fotos, die es nie gesehen hat. Eines trainieren oder ein exportiertes hier ablegen.</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Modell trainieren</translation>
    </message>
    <message>
        <source>Finding photos</source>
        <translation>Fotos werden gesucht</translation>
    </message>
    <message>
        <source>The answers appear here as they come.</source>
        <translation>Die Antworten erscheinen hier, sobald sie da sind.</translation>
    </message>
    <message>
        <source>Drop photos or a folder here, or choose a folder. Each photo gets a class, a confidence and a heatmap.</source>
        <translation>Fotos oder einen Ordner hier ablegen oder einen Ordner wählen. Jedes Foto bekommt eine Klasse, eine Konfidenz und eine Heatmap.</translation>
    </message>
    <message>
        <source>Predict new photos</source>
        <translation>Neue Fotos vorhersagen</translation>
    </message>
</context>
<context>
    <name>EpochsModel</name>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation>Train.-Verlust</translation>
    </message>
    <message>
        <source>Val. loss</source>
        <translation>Val.-Verlust</translation>
    </message>
    <message>
        <source>Train acc.</source>
        <translation>Train.-Genau.</translation>
    </message>
    <message>
        <source>Val. acc.</source>
        <translation>Val.-Genau.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Photos/s</source>
        <translation>Fotos/s</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>The best epoch on validation when it ended</source>
        <translation>Die bis dahin beste Epoche auf den Validierungsfotos</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Class to draw the heatmap for</source>
        <translation>Klasse, für die die Heatmap gezeichnet wird</translation>
    </message>
    <message>
        <source>Evidence for this class (Alt+E)</source>
        <translation>Belege für diese Klasse (Alt+E)</translation>
    </message>
    <message>
        <source>&amp;Evidence for</source>
        <translation>B&amp;elege für</translation>
    </message>
    <message>
        <source>More of this photo</source>
        <translation>Mehr zu diesem Foto</translation>
    </message>
    <message>
        <source>Feature maps; save or copy the heatmap</source>
        <translation>Merkmalskarten; die Heatmap speichern oder kopieren</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message numerus="yes">
        <source>%n photo(s) labelled</source>
        <translation>
            <numerusform>%n Foto zugeordnet</numerusform>
            <numerusform>%n Fotos zugeordnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flagged or noted</source>
        <translation>
            <numerusform>%n markiert oder mit Notiz</numerusform>
            <numerusform>%n markiert oder mit Notiz</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put into splits</source>
        <translation>
            <numerusform>%n aufgeteilt</numerusform>
            <numerusform>%n aufgeteilt</numerusform>
        </translation>
    </message>
    <message>
        <source>{file}: {said}</source>
        <translation>{file}: {said}</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) labelled from the folders</source>
        <translation>
            <numerusform>%n Foto nach den Ordnern zugeordnet</numerusform>
            <numerusform>%n Fotos nach den Ordnern zugeordnet</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>ExchangePages</name>
    <message>
        <source>Import labels</source>
        <translation>Labels importieren</translation>
    </message>
    <message>
        <source>Label files ({suffixes})</source>
        <translation>Label-Dateien ({suffixes})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>ExportChoices</name>
    <message>
        <source>&amp;One file (.zip), to send or to keep</source>
        <translation>&amp;Eine Datei (.zip), zum Verschicken oder Aufbewahren</translation>
    </message>
    <message>
        <source>tldesk opens it on any computer; other programs unpack it (Alt+O)</source>
        <translation>tldesk öffnet sie auf jedem Computer; andere Programme entpacken sie (Alt+E)</translation>
    </message>
    <message>
        <source>A &amp;folder, for other programs</source>
        <translation>Ein &amp;Ordner, für andere Programme</translation>
    </message>
    <message>
        <source>The same files side by side, as timm and the Hugging Face hub take them (Alt+F)</source>
        <translation>Dieselben Dateien nebeneinander, wie timm und der Hugging Face Hub sie nehmen (Alt+O)</translation>
    </message>
    <message>
        <source>With an O&amp;NNX file, for programs without torch</source>
        <translation>Mit einer O&amp;NNX-Datei, für Programme ohne torch</translation>
    </message>
    <message>
        <source>ONNX Runtime answers from it in C++, C#, Java, JavaScript and Python (Alt+N)</source>
        <translation>ONNX Runtime antwortet damit in C++, C#, Java, JavaScript und Python (Alt+N)</translation>
    </message>
    <message>
        <source>And one rounded to &amp;int8</source>
        <translation>Und eine auf &amp;int8 gerundete</translation>
    </message>
    <message>
        <source>A quarter of the size; left out where more than 5 of 100 answers change (Alt+I)</source>
        <translation>Ein Viertel der Größe; entfällt, wenn sich mehr als 5 von 100 Antworten ändern (Alt+I)</translation>
    </message>
    <message>
        <source>With a &amp;program for torch (.pt2)</source>
        <translation>Mit einem &amp;Programm für torch (.pt2)</translation>
    </message>
    <message>
        <source>torch.export.load opens it without timm and without tldesk (Alt+P)</source>
        <translation>torch.export.load öffnet es ohne timm und ohne tldesk (Alt+P)</translation>
    </message>
    <message>
        <source>Normalisation and &amp;softmax inside of these</source>
        <translation>Normalisierung und &amp;Softmax darin enthalten</translation>
    </message>
    <message>
        <source>They take a photo&apos;s bytes and give probabilities; else normalised pixels, and logits (Alt+S)</source>
        <translation>Sie nehmen die Bytes eines Fotos und geben Wahrscheinlichkeiten; sonst normalisierte Pixel und Logits (Alt+S)</translation>
    </message>
    <message>
        <source>This copy of tldesk came without the packages onnx and onnxruntime, and none can be added to it.</source>
        <translation>Dieses tldesk kam ohne die Pakete onnx und onnxruntime, und es lassen sich keine hinzufügen.</translation>
    </message>
    <message>
        <source>Needs the packages onnx and onnxruntime, which are not installed: pip install &quot;tldesk[onnx]&quot;</source>
        <translation>Braucht die Pakete onnx und onnxruntime, die nicht installiert sind: pip install &quot;tldesk[onnx]&quot;</translation>
    </message>
    <message>
        <source>Smaller, but not quicker on every computer, and answers may differ: all of it is measured after the export.</source>
        <translation>Kleiner, aber nicht auf jedem Computer schneller, und Antworten können abweichen: Gemessen wird das nach dem Export.</translation>
    </message>
    <message>
        <source>Answers are compared with the model&apos;s on photos of this project before a file is kept.</source>
        <translation>Bevor eine Datei behalten wird, werden ihre Antworten an Fotos dieses Projekts mit denen des Modells verglichen.</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>Export labels</source>
        <translation>Labels exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>A folder for each split above them</source>
        <translation>Darüber ein Ordner je Aufteilung</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Table, CSV</source>
        <translation>Tabelle, CSV</translation>
    </message>
    <message>
        <source>Table, TSV</source>
        <translation>Tabelle, TSV</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel-Arbeitsmappe</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Folder for each class: copies of the photos</source>
        <translation>Ordner je Klasse: Kopien der Fotos</translation>
    </message>
    <message>
        <source>Folder for each class: links to the photos</source>
        <translation>Ordner je Klasse: Verknüpfungen zu den Fotos</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Which photos are exported</source>
        <translation>Welche Fotos exportiert werden</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>The file or folder to write; one that is there is left alone</source>
        <translation>Die Datei oder der Ordner, die geschrieben werden; was schon da ist, bleibt unberührt</translation>
    </message>
    <message>
        <source>Split folders</source>
        <translation>Aufteilungsordner</translation>
    </message>
    <message>
        <source>train, validation and test above the folders of the classes</source>
        <translation>„train“, „validation“ und „test“ über den Ordnern der Klassen</translation>
    </message>
    <message>
        <source>Choose the place</source>
        <translation>Ziel wählen</translation>
    </message>
    <message>
        <source>All photos ({count}, {missing} of them missing)</source>
        <translation>Alle Fotos ({count}, davon {missing} fehlend)</translation>
    </message>
    <message>
        <source>All photos ({count})</source>
        <translation>Alle Fotos ({count})</translation>
    </message>
    <message>
        <source>Photos shown ({count})</source>
        <translation>Angezeigte Fotos ({count})</translation>
    </message>
    <message>
        <source>Photos selected ({count})</source>
        <translation>Ausgewählte Fotos ({count})</translation>
    </message>
    <message>
        <source>{folder} by class</source>
        <translation>{folder} nach Klasse</translation>
    </message>
    <message>
        <source>{folder} labels</source>
        <translation>{folder} Labels</translation>
    </message>
    <message>
        <source>Export into a new folder in</source>
        <translation>Exportieren in einen neuen Ordner in</translation>
    </message>
    <message>
        <source>Looking where the photos go</source>
        <translation>Zielordner der Fotos werden ermittelt</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>Labels werden gelesen</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s), one a photo</source>
        <translation>
            <numerusform>%n Zeile, eine je Foto</numerusform>
            <numerusform>%n Zeilen, eine je Foto</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them with a class</source>
        <translation>
            <numerusform>%n davon mit Klasse</numerusform>
            <numerusform>%n davon mit Klasse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them missing: the table keeps what is known of them</source>
        <translation>
            <numerusform>%n davon fehlt: Die Tabelle behält, was darüber bekannt ist</numerusform>
            <numerusform>%n davon fehlen: Die Tabelle behält, was darüber bekannt ist</numerusform>
        </translation>
    </message>
    <message>
        <source>A file of this name is there. It is left alone: the new one gets a number.</source>
        <translation>Eine Datei dieses Namens ist schon da. Sie bleibt unberührt: Die neue bekommt eine Nummer.</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Kommt nach</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>schon da</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n folder(s)</source>
        <translation>
            <numerusform>in %n Ordner</numerusform>
            <numerusform>in %n Ordnern</numerusform>
        </translation>
    </message>
    <message>
        <source>{photos} {folders}</source>
        <translation>{photos} {folders}</translation>
    </message>
    <message>
        <source>{size} to copy</source>
        <translation>{size} zu kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%n there already</source>
        <translation>
            <numerusform>%n schon da</numerusform>
            <numerusform>%n schon da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a class left out</source>
        <translation>
            <numerusform>%n ohne Klasse ausgelassen</numerusform>
            <numerusform>%n ohne Klasse ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing left out: there is no file to copy</source>
        <translation>
            <numerusform>%n fehlendes ausgelassen: Es gibt keine Datei zum Kopieren</numerusform>
            <numerusform>%n fehlende ausgelassen: Es gibt keine Dateien zum Kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Wird exportiert</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) exported to {place}</source>
        <translation>
            <numerusform>%n Foto nach {place} exportiert</numerusform>
            <numerusform>%n Fotos nach {place} exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>{exported}; {count} could not be read</source>
        <translation>{exported}; {count} nicht lesbar</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export the model</source>
        <translation>Modell exportieren</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export nothing (Esc)</source>
        <translation>Nichts exportieren (Esc)</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
    <message>
        <source>Open the folder it lies in</source>
        <translation>Den Ordner öffnen, in dem es liegt</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Choose where it is to lie (Enter)</source>
        <translation>Wählen, wo es liegen soll (Return)</translation>
    </message>
    <message>
        <source>The model with its classes, figures and a card that says what it is for, to predict on another computer or in another program. No photo, no name of a photo and no name of a folder goes along.</source>
        <translation>Das Modell mit seinen Klassen, Kennzahlen und einer Modellkarte, die sagt, wofür es ist: zum Vorhersagen auf einem anderen Computer oder in einem anderen Programm. Kein Foto, kein Name eines Fotos und kein Name eines Ordners geht mit.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Choose where the folder {name} is to lie</source>
        <translation>Wählen, wo der Ordner {name} liegen soll</translation>
    </message>
    <message>
        <source>Exported model (*.zip)</source>
        <translation>Exportiertes Modell (*.zip)</translation>
    </message>
    <message>
        <source>The engine is at work. The model can be exported when that has ended.</source>
        <translation>Der Rechenprozess arbeitet gerade. Wenn er fertig ist, lässt sich das Modell exportieren.</translation>
    </message>
    <message>
        <source>Exported to {file}, {size}.</source>
        <translation>Exportiert nach {file}, {size}.</translation>
    </message>
    <message>
        <source>Plain timm can&apos;t load it, because {reason}. tldesk can, and so can ONNX Runtime where there is an ONNX file.</source>
        <translation>timm allein kann es nicht laden: {reason}. tldesk kann es, und ONNX Runtime ebenso, wenn es eine ONNX-Datei gibt.</translation>
    </message>
    <message>
        <source>timm loads it as it is; predict.py beside the model shows how.</source>
        <translation>timm lädt es, wie es ist; predict.py neben dem Modell zeigt, wie.</translation>
    </message>
    <message>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>Das Programm</translation>
    </message>
    <message>
        <source>{name} gave the same answer on {same} of {photos} photos; probabilities differ by {difference}.</source>
        <translation>{name} gab bei {same} von {photos} Fotos dieselbe Antwort; Wahrscheinlichkeiten weichen um {difference} ab.</translation>
    </message>
    <message>
        <source>The int8 file has {size} instead of {before}. It is about as quick here as float32: {now} ms a photo instead of {then}.</source>
        <translation>Die int8-Datei hat {size} statt {before}. Sie ist hier etwa so schnell wie float32: {now} ms je Foto statt {then}.</translation>
    </message>
    <message>
        <source>less than {number}</source>
        <translation>weniger als {number}</translation>
    </message>
    <message>
        <source>There is NO int8 file: {reason}</source>
        <translation>Es gibt KEINE int8-Datei: {reason}</translation>
    </message>
    <message>
        <source>The int8 file has {size} instead of {before}. It is SLOWER here than float32: {now} ms a photo instead of {then}.</source>
        <translation>Die int8-Datei hat {size} statt {before}. Sie ist hier LANGSAMER als float32: {now} ms je Foto statt {then}.</translation>
    </message>
    <message>
        <source>The int8 file has {size} instead of {before}. It is quicker here than float32: {now} ms a photo instead of {then}.</source>
        <translation>Die int8-Datei hat {size} statt {before}. Sie ist hier schneller als float32: {now} ms je Foto statt {then}.</translation>
    </message>
    <message>
        <source>The int8 file was NOT kept: more than {most} of its answers are others.</source>
        <translation>Die int8-Datei wurde NICHT behalten: Mehr als {most} ihrer Antworten sind andere.</translation>
    </message>
    <message>
        <source>On {photos} validation photos it gave the same answer on {same}; a probability differs by {difference}. Accuracy: {after}, before {before}.</source>
        <translation>Von {photos} Validierungsfotos bekamen {same} dieselbe Antwort; eine Wahrscheinlichkeit weicht um {difference} ab. Genauigkeit: {after}, vorher {before}.</translation>
    </message>
    <message>
        <source>up to {number}</source>
        <translation>bis zu {number}</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message numerus="yes">
        <source>%n row(s) written to {file}</source>
        <translation>
            <numerusform>%n Zeile in {file} geschrieben</numerusform>
            <numerusform>%n Zeilen in {file} geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
</context>
<context>
    <name>FactWords</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message numerus="yes">
        <source>%n, the first is shown</source>
        <translation>
            <numerusform>%n, das erste wird gezeigt</numerusform>
            <numerusform>%n, das erste wird gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>FeatureSheet</name>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Layers from the photo to the answer: name, maps, rows, columns (Alt+L)</source>
        <translation>Schichten vom Foto bis zur Antwort: Name, Karten, Zeilen, Spalten (Alt+S)</translation>
    </message>
    <message>
        <source>First: often edges, colours</source>
        <translation>Erste: oft Kanten, Farben</translation>
    </message>
    <message>
        <source>Last: often parts, wholes</source>
        <translation>Letzte: oft Teile, Ganzes</translation>
    </message>
    <message>
        <source>Feature maps of the layer</source>
        <translation>Merkmalskarten der Schicht</translation>
    </message>
    <message>
        <source>Arrow keys move, the chosen map is shown large</source>
        <translation>Pfeiltasten bewegen, die gewählte Karte wird groß gezeigt</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>Was das Netz sieht</translation>
    </message>
    <message>
        <source>The chosen map</source>
        <translation>Die gewählte Karte</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the page (Esc)</source>
        <translation>Zurück zur Seite (Esc)</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>&amp;Schicht</translation>
    </message>
    <message>
        <source>The maps come when the engine has done what it is at.</source>
        <translation>Die Karten kommen, sobald der Rechenprozess frei ist.</translation>
    </message>
    <message>
        <source>Drawing the maps…</source>
        <translation>Karten werden gezeichnet…</translation>
    </message>
    <message numerus="yes">
        <source>%n map(s) of {rows} × {columns}, each with its own scale.</source>
        <translation>
            <numerusform>%n Karte mit {rows} × {columns}, mit eigener Skala.</numerusform>
            <numerusform>%n Karten mit {rows} × {columns}, jede mit eigener Skala.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shown are the %n that vary most over this photo.</source>
        <translation>
            <numerusform>Gezeigt wird die %n, die sich über dieses Foto am stärksten ändert.</numerusform>
            <numerusform>Gezeigt werden die %n, die sich über dieses Foto am stärksten ändern.</numerusform>
        </translation>
    </message>
    <message>
        <source>Map {number}</source>
        <translation>Karte {number}</translation>
    </message>
    <message>
        <source>Map {number} of {layer}: {low} (dark) to {high} (bright)</source>
        <translation>Karte {number} von {layer}: {low} (dunkel) bis {high} (hell)</translation>
    </message>
    <message>
        <source>often edges and colours</source>
        <translation>oft Kanten und Farben</translation>
    </message>
    <message>
        <source>often textures and patterns</source>
        <translation>oft Texturen und Muster</translation>
    </message>
    <message>
        <source>often parts and wholes</source>
        <translation>oft Teile und Ganzes</translation>
    </message>
    <message>
        <source>{place} of {count} · {kind} · {layer} · {channels} × {rows} × {columns}</source>
        <translation>{place} von {count} · {kind} · {layer} · {channels} × {rows} × {columns}</translation>
    </message>
</context>
<context>
    <name>FiguresModel</name>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>These photos allow no interval</source>
        <translation>Diese Fotos erlauben kein Intervall</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>The share of the photos that were answered right</source>
        <translation>Der Anteil der Fotos, die richtig beantwortet wurden</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Ausgewogene Genauigkeit</translation>
    </message>
    <message>
        <source>The mean of the classes&apos; recalls, so that small classes count as much</source>
        <translation>Der Mittelwert der Trefferquoten aller Klassen, sodass kleine Klassen ebenso viel zählen</translation>
    </message>
    <message>
        <source>Top-3 accuracy</source>
        <translation>Top-3-Genauigkeit</translation>
    </message>
    <message>
        <source>The label is among the three most probable classes</source>
        <translation>Das Label ist unter den drei wahrscheinlichsten Klassen</translation>
    </message>
    <message>
        <source>Top-5 accuracy</source>
        <translation>Top-5-Genauigkeit</translation>
    </message>
    <message>
        <source>The label is among the five most probable classes</source>
        <translation>Das Label ist unter den fünf wahrscheinlichsten Klassen</translation>
    </message>
    <message>
        <source>Macro precision</source>
        <translation>Makro-Präzision</translation>
    </message>
    <message>
        <source>The mean of the classes&apos; precisions</source>
        <translation>Der Mittelwert der Präzision aller Klassen</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>The mean of the classes&apos; F1</source>
        <translation>Der Mittelwert von F1 aller Klassen</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>Cohens Kappa</translation>
    </message>
    <message>
        <source>Agreement beyond chance: 0 is chance, 1 is perfect</source>
        <translation>Übereinstimmung über den Zufall hinaus: 0 ist Zufall, 1 ist vollkommen</translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation>Matthews-Korrelation</translation>
    </message>
    <message>
        <source>Correlation of label and prediction: 0 is chance, 1 is perfect</source>
        <translation>Korrelation von Label und Vorhersage: 0 ist Zufall, 1 ist vollkommen</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Log-Verlust</translation>
    </message>
    <message>
        <source>Mean surprise at the labels, in nats: being wrong for certain costs most</source>
        <translation>Mittlere Überraschung über die Labels, in Nat: Sicher und falsch kostet am meisten</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Kalibrierungsfehler</translation>
    </message>
    <message>
        <source>How far confidence and accuracy lie apart, on average</source>
        <translation>Wie weit Konfidenz und Genauigkeit im Mittel auseinanderliegen</translation>
    </message>
</context>
<context>
    <name>FiguresPanel</name>
    <message>
        <source>All figures</source>
        <translation>Alle Kennzahlen</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Noch keine Zahlen</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Konfusion</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>The run is being measured on these photos. The figures appear here.</source>
        <translation>Der Lauf wird auf diesen Fotos ausgewertet. Die Zahlen erscheinen hier.</translation>
    </message>
    <message>
        <source>This run was not measured on these photos. Press Evaluate above, and its figures and mistakes appear here.</source>
        <translation>Dieser Lauf wurde auf diesen Fotos nicht ausgewertet. Oben auswerten, dann erscheinen seine Zahlen und Fehler hier.</translation>
    </message>
    <message>
        <source>This run has no model to measure, as no epoch has ended. Train it again.</source>
        <translation>Dieser Lauf hat kein Modell zum Auswerten, weil keine Epoche beendet wurde. Neu trainieren.</translation>
    </message>
    <message>
        <source>Figures of each class</source>
        <translation>Kennzahlen jeder Klasse</translation>
    </message>
</context>
<context>
    <name>FilePlace</name>
    <message>
        <source>The folder {folder} can&apos;t be shown here. Copy the path and open it in a file manager.</source>
        <translation>Der Ordner {folder} lässt sich hier nicht anzeigen. Den Pfad kopieren und in einer Dateiverwaltung öffnen.</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Path copied: {path}</source>
        <translation>Pfad kopiert: {path}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search paths</source>
        <translation>In Pfaden suchen</translation>
    </message>
    <message>
        <source>Search in the paths of the photos</source>
        <translation>In den Pfaden der Fotos suchen</translation>
    </message>
    <message>
        <source>Every word must occur in the path (Ctrl+F)</source>
        <translation>Jedes Wort muss im Pfad vorkommen (Strg+F)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Choose which photos are shown (Ctrl+Shift+L)</source>
        <translation>Wählen, welche Fotos angezeigt werden (Strg+Umschalt+L)</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Choose the order of the photos (Ctrl+Shift+O)</source>
        <translation>Reihenfolge der Fotos wählen (Strg+Umschalt+O)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved filters (Ctrl+Shift+S)</source>
        <translation>Gespeicherte Filter (Strg+Umschalt+S)</translation>
    </message>
    <message>
        <source>Predictions of</source>
        <translation>Vorhersagen von</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Show all photos (Ctrl+Shift+A)</source>
        <translation>Alle Fotos anzeigen (Strg+Umschalt+A)</translation>
    </message>
    <message>
        <source>Filter ({count})</source>
        <translation>Filter ({count})</translation>
    </message>
    <message>
        <source>{name} {arrow}</source>
        <translation>{name} {arrow}</translation>
    </message>
    <message>
        <source>Sort: {name}</source>
        <translation>Sortierung: {name}</translation>
    </message>
    <message>
        <source>Sorted by: {name} (Ctrl+Shift+O)</source>
        <translation>Sortiert nach: {name} (Strg+Umschalt+O)</translation>
    </message>
    <message>
        <source>Take this condition away</source>
        <translation>Diese Bedingung entfernen</translation>
    </message>
    <message>
        <source>Take away: {condition}</source>
        <translation>Entfernen: {condition}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation>Aufnahmedatum</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Recently labelled</source>
        <translation>Zuletzt zugeordnet</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Predictions of {run} are shown with the photos</source>
        <translation>Die Vorhersagen von {run} werden bei den Fotos angezeigt</translation>
    </message>
    <message>
        <source>Whose predictions are shown</source>
        <translation>Wessen Vorhersagen angezeigt werden</translation>
    </message>
    <message>
        <source>No predictions</source>
        <translation>Keine Vorhersagen</translation>
    </message>
</context>
<context>
    <name>FilterBox</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>Klasse suchen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Photos of any of these classes (Space)</source>
        <translation>Fotos einer beliebigen dieser Klassen (Leertaste)</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Not unsure</source>
        <translation>Nicht unsicher</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Can be read</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>Can&apos;t be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation>Aufgenommen ab</translation>
    </message>
    <message>
        <source>Taken until</source>
        <translation>Aufgenommen bis</translation>
    </message>
    <message>
        <source>Smallest size</source>
        <translation>Kleinste Größe</translation>
    </message>
    <message>
        <source>Largest size</source>
        <translation>Größte Größe</translation>
    </message>
    <message>
        <source>A day is written 2026-05-31</source>
        <translation>Ein Tag wird so geschrieben: 2026-05-31</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Show all photos (Ctrl+Shift+A)</source>
        <translation>Alle Fotos anzeigen (Strg+Umschalt+A)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Close the filters (Esc)</source>
        <translation>Filter schließen (Esc)</translation>
    </message>
    <message>
        <source>A day, as 2026-05-31; empty: any</source>
        <translation>Ein Tag, etwa 2026-05-31; leer: beliebig</translation>
    </message>
    <message>
        <source>2026-05-31</source>
        <translation>2026-05-31</translation>
    </message>
    <message>
        <source>{name}; 0: any</source>
        <translation>{name}; 0: beliebig</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name} ({count})</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>Ohne Label</translation>
    </message>
</context>
<context>
    <name>FilterLine</name>
    <message>
        <source>Which photos are shown</source>
        <translation>Welche Fotos gezeigt werden</translation>
    </message>
    <message>
        <source>Show only some of the photos (Alt+W)</source>
        <translation>Nur einen Teil der Fotos anzeigen (Alt+W)</translation>
    </message>
    <message>
        <source>Which class is shown</source>
        <translation>Welche Klasse gezeigt wird</translation>
    </message>
    <message>
        <source>Show only photos of one class, as the model says</source>
        <translation>Nur Fotos einer Klasse anzeigen, nach dem Urteil des Modells</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>Niedrigste Konfidenz</translation>
    </message>
    <message>
        <source>Most confidence</source>
        <translation>Höchste Konfidenz</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Unlike the training photos</source>
        <translation>Anders als die Trainingsfotos</translation>
    </message>
    <message>
        <source>With a label</source>
        <translation>Mit Label</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Show only answers of a confidence between these two</source>
        <translation>Nur Antworten mit einer Konfidenz zwischen diesen beiden anzeigen</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>Aus&amp;wahl</translation>
    </message>
    <message>
        <source>Show the answers as a table (Ctrl+T)</source>
        <translation>Antworten als Tabelle anzeigen (Strg+T)</translation>
    </message>
    <message>
        <source>Show the answers as a grid of photos (Ctrl+G)</source>
        <translation>Antworten als Fotoraster anzeigen (Strg+G)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} von {total}</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Jede Klasse</translation>
    </message>
</context>
<context>
    <name>FindingModel</name>
    <message>
        <source>{run}, {when}</source>
        <translation>{run}, {when}</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>Previous finding</source>
        <translation>Voriger Befund</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Nächster Befund</translation>
    </message>
    <message>
        <source>Open the corrected recipe</source>
        <translation>Korrigiertes Rezept öffnen</translation>
    </message>
    <message>
        <source>Label photos</source>
        <translation>Fotos zuordnen</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} von {count}</translation>
    </message>
    <message>
        <source>The learning rate looks too high</source>
        <translation>Die Lernrate wirkt zu hoch</translation>
    </message>
    <message>
        <source>Fine-tuning did not help</source>
        <translation>Feinabstimmung ohne Gewinn</translation>
    </message>
    <message>
        <source>The model learns its photos by heart</source>
        <translation>Das Modell lernt seine Fotos auswendig</translation>
    </message>
    <message>
        <source>The model has not learned enough</source>
        <translation>Das Modell hat nicht genug gelernt</translation>
    </message>
    <message>
        <source>The learning rate looks too low</source>
        <translation>Die Lernrate wirkt zu niedrig</translation>
    </message>
    <message>
        <source>The training stands still</source>
        <translation>Das Training tritt auf der Stelle</translation>
    </message>
    <message>
        <source>The validation figures jump</source>
        <translation>Die Validierungszahlen springen</translation>
    </message>
    <message>
        <source>Some classes have far fewer photos</source>
        <translation>Einige Klassen haben viel weniger Fotos</translation>
    </message>
    <message>
        <source>Some classes have too few photos</source>
        <translation>Klassen mit zu wenigen Fotos</translation>
    </message>
</context>
<context>
    <name>FlagEditor</name>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Flag as unsure (U)</source>
        <translation>Als unsicher markieren (U)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Kept with Enter, or when you go on; Esc leaves it as it was</source>
        <translation>Wird mit Return oder beim Weitergehen gespeichert; Esc lässt sie, wie sie war</translation>
    </message>
    <message>
        <source>Several notes; a new one replaces them</source>
        <translation>Mehrere Notizen; eine neue ersetzt sie</translation>
    </message>
</context>
<context>
    <name>Folder</name>
    <message numerus="yes">
        <source>%n place(s) in the folder could not be read.</source>
        <translation>
            <numerusform>%n Stelle im Ordner konnte nicht gelesen werden.</numerusform>
            <numerusform>%n Stellen im Ordner konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder {folder} is there again.</source>
        <translation>Der Ordner {folder} ist wieder da.</translation>
    </message>
</context>
<context>
    <name>FolderLines</name>
    <message>
        <source>Files dropped here are checked and put into {folder}</source>
        <translation>Hier abgelegte Dateien werden geprüft und in {folder} gelegt</translation>
    </message>
    <message numerus="yes">
        <source>Shared folder(s) not there: {folders}. Is the share connected?</source>
        <translation>
            <numerusform>Geteilter Ordner nicht da: {folders}. Ist die Freigabe verbunden?</numerusform>
            <numerusform>Geteilte Ordner nicht da: {folders}. Ist die Freigabe verbunden?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderRows</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>(the project&apos;s own folder)</source>
        <translation>(der Ordner des Projekts selbst)</translation>
    </message>
</context>
<context>
    <name>FoldersForm</name>
    <message>
        <source>Answers shown ({count})</source>
        <translation>Gezeigte Antworten ({count})</translation>
    </message>
    <message>
        <source>All answers ({count})</source>
        <translation>Alle Antworten ({count})</translation>
    </message>
    <message>
        <source>Copies of the photos</source>
        <translation>Kopien der Fotos</translation>
    </message>
    <message>
        <source>Links to the photos</source>
        <translation>Verknüpfungen mit den Fotos</translation>
    </message>
    <message>
        <source>A folder of their own for “&amp;not sure” and unlike photos</source>
        <translation>Eigener Ordner für „u&amp;nsicher“ und andersartige Fotos</translation>
    </message>
    <message>
        <source>{folder} answers by class</source>
        <translation>{folder} Antworten nach Klasse</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Auswä&amp;hlen…</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Which photos are sorted (Alt+P)</source>
        <translation>Welche Fotos einsortiert werden (Alt+F)</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>Copies, or links, which need no room and break where a photo moves (Alt+A)</source>
        <translation>Kopien oder Verknüpfungen; diese brauchen keinen Platz und brechen, wenn ein Foto verschoben wird (Alt+A)</translation>
    </message>
    <message>
        <source>Else they go to the folder of their most probable class; labels always win (Alt+N)</source>
        <translation>Sonst kommen sie in den Ordner ihrer wahrscheinlichsten Klasse; Labels haben immer Vorrang (Alt+N)</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>The folder to write; one that is there is added to (Alt+T)</source>
        <translation>Der Ordner, in den geschrieben wird; ein vorhandener wird ergänzt (Alt+Z)</translation>
    </message>
    <message>
        <source>Choose the place</source>
        <translation>Ort auswählen</translation>
    </message>
    <message>
        <source>Choose the folder in which it is to lie (Alt+H)</source>
        <translation>Ordner auswählen, in dem er liegen soll (Alt+H)</translation>
    </message>
    <message>
        <source>&amp;Photos</source>
        <translation>&amp;Fotos</translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>&amp;Als</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Ziel</translation>
    </message>
    <message>
        <source>Sort into a new folder in</source>
        <translation>Neuen Ordner zum Einsortieren anlegen in</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Classes from the folders</source>
        <translation>Klassen aus den Ordnern</translation>
    </message>
    <message>
        <source>Give them this class</source>
        <translation>Diese Klasse geben</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Folders, and what they mean</source>
        <translation>Ordner und ihre Bedeutung</translation>
    </message>
    <message>
        <source>Which folder is the class</source>
        <translation>Welcher Ordner die Klasse ist</translation>
    </message>
    <message>
        <source>Which folder on the way to a photo names its class</source>
        <translation>Welcher Ordner auf dem Weg zu einem Foto dessen Klasse nennt</translation>
    </message>
    <message>
        <source>Class of the selected folders</source>
        <translation>Klasse der gewählten Ordner</translation>
    </message>
    <message>
        <source>Two folders of one class are merged (Enter; F2 in the table)</source>
        <translation>Zwei Ordner mit derselben Klasse werden zusammengeführt (Return; F2 in der Tabelle)</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>Aufteilung…</translation>
    </message>
    <message>
        <source>Split of the selected folders</source>
        <translation>Aufteilung der gewählten Ordner</translation>
    </message>
    <message>
        <source>Their photos get no class and no split</source>
        <translation>Ihre Fotos bekommen keine Klasse und keine Aufteilung</translation>
    </message>
    <message>
        <source>Give the selected folders this class (Enter)</source>
        <translation>Den gewählten Ordnern diese Klasse geben (Return)</translation>
    </message>
    <message>
        <source>The class is</source>
        <translation>Die Klasse ist</translation>
    </message>
    <message>
        <source>Reading the folders</source>
        <translation>Ordner werden gelesen</translation>
    </message>
    <message>
        <source>what fits best</source>
        <translation>was am besten passt</translation>
    </message>
    <message>
        <source>the folder the photo lies in</source>
        <translation>der Ordner, in dem das Foto liegt</translation>
    </message>
    <message>
        <source>the folder above that</source>
        <translation>der Ordner darüber</translation>
    </message>
    <message>
        <source>two folders above that</source>
        <translation>der Ordner zwei Ebenen darüber</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n Klasse</numerusform>
            <numerusform>%n Klassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) labelled</source>
        <translation>
            <numerusform>%n Foto mit Label</numerusform>
            <numerusform>%n Fotos mit Label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keep the label they have</source>
        <translation>
            <numerusform>%n behält sein Label</numerusform>
            <numerusform>%n behalten ihr Label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) left out</source>
        <translation>
            <numerusform>%n Foto ausgelassen</numerusform>
            <numerusform>%n Fotos ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n label(s)</source>
        <translation>
            <numerusform>%n Label übernehmen</numerusform>
            <numerusform>%n Labels übernehmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n split(s)</source>
        <translation>
            <numerusform>%n Aufteilung übernehmen</numerusform>
            <numerusform>%n Aufteilungen übernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to take</source>
        <translation>Nichts zu übernehmen</translation>
    </message>
    <message>
        <source>Writing the labels</source>
        <translation>Labels werden geschrieben</translation>
    </message>
</context>
<context>
    <name>FoldersSheet</name>
    <message>
        <source>Class folders</source>
        <translation>Klassenordner</translation>
    </message>
    <message>
        <source>How many photos go to which folder</source>
        <translation>Wie viele Fotos in welchen Ordner kommen</translation>
    </message>
    <message>
        <source>What would be written</source>
        <translation>Was geschrieben würde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Sort no more photos (Esc)</source>
        <translation>Keine weiteren Fotos einsortieren (Esc)</translation>
    </message>
    <message>
        <source>Each photo goes to the folder of its answer, and one that a person labelled to its label&apos;s. The originals are only read, and nothing that is there is written over.</source>
        <translation>Jedes Foto kommt in den Ordner seiner Antwort; hat ihm ein Mensch ein Label gegeben, in den Ordner dieses Labels. Die Originale werden nur gelesen, und nichts Vorhandenes wird überschrieben.</translation>
    </message>
    <message>
        <source>Looking where the photos go</source>
        <translation>Zielordner der Fotos werden ermittelt</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n Ordner</numerusform>
            <numerusform>%n Ordnern</numerusform>
        </translation>
    </message>
    <message>
        <source>{photos} in {folders} of {place}</source>
        <translation>{photos} in {folders} von {place}</translation>
    </message>
    <message numerus="yes">
        <source>%n of them there already</source>
        <translation>
            <numerusform>%n davon schon vorhanden</numerusform>
            <numerusform>%n davon schon vorhanden</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder is there. Photos are added to it.</source>
        <translation>Der Ordner ist schon da. Die Fotos kommen hinzu.</translation>
    </message>
    <message numerus="yes">
        <source>%n left out: {reason}</source>
        <translation>
            <numerusform>%n ausgelassen: {reason}</numerusform>
            <numerusform>%n ausgelassen: {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out for other reasons</source>
        <translation>
            <numerusform>%n aus anderen Gründen ausgelassen</numerusform>
            <numerusform>%n aus anderen Gründen ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Linking the photos</source>
        <translation>Fotos werden verknüpft</translation>
    </message>
    <message>
        <source>Copying the photos</source>
        <translation>Fotos werden kopiert</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) sorted into {place}</source>
        <translation>
            <numerusform>%n Foto in {place} einsortiert</numerusform>
            <numerusform>%n Fotos in {place} einsortiert</numerusform>
        </translation>
    </message>
    <message>
        <source>{sorted}; {count} left out</source>
        <translation>{sorted}; {count} ausgelassen</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>Link %n photo(s)</source>
        <translation>
            <numerusform>%n Foto verknüpfen</numerusform>
            <numerusform>%n Fotos verknüpfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n photo(s)</source>
        <translation>
            <numerusform>%n Foto kopieren</numerusform>
            <numerusform>%n Fotos kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verknüpfen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Write what is shown above (Enter)</source>
        <translation>Schreiben, was oben gezeigt wird (Return)</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Earlier predictions</source>
        <translation>Frühere Vorhersagen</translation>
    </message>
    <message>
        <source>Su&amp;b-folders</source>
        <translation>U&amp;nterordner</translation>
    </message>
    <message>
        <source>With the photos in sub-folders</source>
        <translation>Mit den Fotos in Unterordnern</translation>
    </message>
    <message>
        <source>Predict the photos in sub-folders of a folder too (Alt+B)</source>
        <translation>Auch die Fotos in den Unterordnern eines Ordners vorhersagen (Alt+N)</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>Ordner überwachen</translation>
    </message>
    <message>
        <source>Watch a folder: answer for photos as they arrive</source>
        <translation>Ordner überwachen: Fotos vorhersagen, sobald sie eintreffen</translation>
    </message>
    <message>
        <source>Answer for the photos of a folder, and for those that arrive in it (Ctrl+Shift+D)</source>
        <translation>Die Fotos eines Ordners vorhersagen und alle, die darin eintreffen (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Predict all photos of a folder (Ctrl+P); or drop photos and folders here</source>
        <translation>Alle Fotos eines Ordners vorhersagen (Strg+P); oder Fotos und Ordner hier ablegen</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Take in a model that was exported here or on another computer (Ctrl+I); or drop it here</source>
        <translation>Ein Modell übernehmen, das hier oder auf einem anderen Computer exportiert wurde (Strg+I); oder es hier ablegen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Write the table as CSV, Excel workbook or JSON (Ctrl+E)</source>
        <translation>Tabelle als CSV, Excel-Arbeitsmappe oder JSON schreiben (Strg+E)</translation>
    </message>
    <message>
        <source>Class folders</source>
        <translation>Klassenordner</translation>
    </message>
    <message>
        <source>Copy or link the photos into a folder for each class (Ctrl+Shift+E)</source>
        <translation>Fotos in einen Ordner je Klasse kopieren oder verknüpfen (Strg+Umschalt+E)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;Predictions</source>
        <translation>&amp;Vorhersagen</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Predicted by {run}</source>
        <translation>Vorhergesagt von {run}</translation>
    </message>
    <message>
        <source>{count} not sure</source>
        <translation>{count} unsicher</translation>
    </message>
    <message>
        <source>{count} unlike the training photos</source>
        <translation>{count} anders als die Trainingsfotos</translation>
    </message>
    <message numerus="yes">
        <source>%n unreadable</source>
        <translation>
            <numerusform>%n nicht lesbar</numerusform>
            <numerusform>%n nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a label</source>
        <translation>
            <numerusform>%n mit Label</numerusform>
            <numerusform>%n mit Label</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Show the {split} split</source>
        <translation>Aufteilung „{split}“ anzeigen</translation>
    </message>
    <message>
        <source>Evaluate on the test split</source>
        <translation>Mit Testfotos auswerten</translation>
    </message>
    <message>
        <source>Evaluate on the validation split</source>
        <translation>Mit Validierungsfotos auswerten</translation>
    </message>
    <message>
        <source>The validation photos were used for early stopping, so this figure is optimistic.</source>
        <translation>Die Validierungsfotos dienten dem frühen Anhalten, daher ist diese Zahl optimistisch.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird ausgewertet…</translation>
    </message>
    <message>
        <source>This run was not measured on this split yet.</source>
        <translation>Dieser Lauf wurde auf dieser Aufteilung noch nicht ausgewertet.</translation>
    </message>
    <message>
        <source>Accuracy {accuracy}</source>
        <translation>Genauigkeit {accuracy}</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) changed since; these figures are of the old ones. Train again to use the new.</source>
        <translation>
            <numerusform>Seither wurde %n Label geändert; diese Zahlen gelten für das alte. Neu trainieren, um das neue zu nutzen.</numerusform>
            <numerusform>Seither wurden %n Labels geändert; diese Zahlen gelten für die alten. Neu trainieren, um die neuen zu nutzen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trained without {classes}: too few photos</source>
        <translation>Ohne {classes} trainiert: zu wenige Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) not trained on: others of their groups are in the test split</source>
        <translation>
            <numerusform>%n Foto nicht im Training: Andere Fotos seiner Gruppe sind Testfotos</numerusform>
            <numerusform>%n Fotos nicht im Training: Andere Fotos ihrer Gruppen sind Testfotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fold(s) of the training and validation photos: {accuracy}</source>
        <translation>
            <numerusform>Kreuzvalidierung in %n Teil der Trainings- und Validierungsfotos: {accuracy}</numerusform>
            <numerusform>Kreuzvalidierung in %n Teilen der Trainings- und Validierungsfotos: {accuracy}</numerusform>
        </translation>
    </message>
    <message>
        <source>95 % interval, drawn from groups of photos that belong together: with other groups, 19 in 20 lie in it</source>
        <translation>95-%-Intervall, aus Gruppen zusammengehöriger Fotos gezogen: Mit anderen Gruppen liegen 19 von 20 Genauigkeiten darin</translation>
    </message>
    <message>
        <source>95 % interval: with other photos of the same kind, 19 of 20 accuracies lie in it</source>
        <translation>95-%-Intervall: Mit anderen Fotos derselben Art liegen 19 von 20 Genauigkeiten darin</translation>
    </message>
    <message numerus="yes">
        <source>accuracy on %n test photo(s) the training never saw</source>
        <translation>
            <numerusform>Genauigkeit bei %n Testfoto, das im Training nie vorkam</numerusform>
            <numerusform>Genauigkeit bei %n Testfotos, die im Training nie vorkamen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>accuracy on %n validation photo(s)</source>
        <translation>
            <numerusform>Genauigkeit bei %n Validierungsfoto</numerusform>
            <numerusform>Genauigkeit bei %n Validierungsfotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) could not be read</source>
        <translation>
            <numerusform>%n Foto war nicht lesbar</numerusform>
            <numerusform>%n Fotos waren nicht lesbar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeatmapDeeds</name>
    <message>
        <source>Two classes side by side</source>
        <translation>Zwei Klassen nebeneinander</translation>
    </message>
    <message>
        <source>Feature maps of this photo</source>
        <translation>Merkmalskarten dieses Fotos</translation>
    </message>
    <message>
        <source>Save the heatmap as PNG…</source>
        <translation>Heatmap als PNG speichern…</translation>
    </message>
    <message>
        <source>Copy the heatmap</source>
        <translation>Heatmap kopieren</translation>
    </message>
    <message>
        <source>The heatmap was copied.</source>
        <translation>Die Heatmap wurde kopiert.</translation>
    </message>
    <message>
        <source>The heatmap is in {file}</source>
        <translation>Die Heatmap ist in {file}</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
</context>
<context>
    <name>HeatmapMethodRow</name>
    <message>
        <source>Method the heatmap is drawn by</source>
        <translation>Methode, mit der die Heatmap gezeichnet wird</translation>
    </message>
    <message>
        <source>Method the heatmap is drawn by (Alt+D)</source>
        <translation>Methode, mit der die Heatmap gezeichnet wird (Alt+D)</translation>
    </message>
    <message>
        <source>&amp;Drawn by</source>
        <translation>Metho&amp;de</translation>
    </message>
    <message>
        <source>Chec&amp;k this map</source>
        <translation>&amp;Karte prüfen</translation>
    </message>
    <message>
        <source>Check whether this heatmap can be trusted</source>
        <translation>Prüfen, ob dieser Heatmap zu trauen ist</translation>
    </message>
    <message>
        <source>Hide what the map shows, and shuffle what was learned: does it still hold? (Alt+K)</source>
        <translation>Verdecken, was die Karte zeigt, und das Gelernte mischen: Hält sie dann noch stand? (Alt+K)</translation>
    </message>
    <message>
        <source>Cancel ({share})</source>
        <translation>Abbrechen ({share})</translation>
    </message>
    <message>
        <source>Insertion {insertion}, deletion {deletion}; the same map elsewhere at best {chance}. Shuffled head {head}, stage {stage}.</source>
        <translation>Einfügen {insertion}, Löschen {deletion}; dieselbe Karte anderswo bestenfalls {chance}. Gemischter Kopf {head}, Stufe {stage}.</translation>
    </message>
</context>
<context>
    <name>HeatmapPictures</name>
    <message>
        <source>Save the heatmap as PNG</source>
        <translation>Heatmap als PNG speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
</context>
<context>
    <name>HeatmapSheet</name>
    <message>
        <source>Two classes side by side</source>
        <translation>Zwei Klassen nebeneinander</translation>
    </message>
    <message>
        <source>&amp;Left</source>
        <translation>&amp;Links</translation>
    </message>
    <message>
        <source>&amp;Right</source>
        <translation>&amp;Rechts</translation>
    </message>
    <message>
        <source>&amp;One scale for both</source>
        <translation>&amp;Eine Skala für beide</translation>
    </message>
    <message>
        <source>Weaker evidence for one of the classes looks weaker; else each map has its own maximum (Alt+O)</source>
        <translation>Schwächere Belege für eine der Klassen sehen schwächer aus; sonst hat jede Karte ihr eigenes Maximum (Alt+E)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy both as one picture (Ctrl+C)</source>
        <translation>Beide als ein Bild kopieren (Strg+C)</translation>
    </message>
    <message>
        <source>Save both as one picture (Ctrl+S)</source>
        <translation>Beide als ein Bild speichern (Strg+S)</translation>
    </message>
    <message>
        <source>Back to the page (Esc)</source>
        <translation>Zurück zur Seite (Esc)</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Gespeichert als {file}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>No heatmap</source>
        <translation>Keine Heatmap</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet…</translation>
    </message>
    <message>
        <source>{method}. Both sides show the same class.</source>
        <translation>{method}. Beide Seiten zeigen dieselbe Klasse.</translation>
    </message>
    <message>
        <source>{method} is the same for every class: choose another method to compare classes.</source>
        <translation>{method} ist für jede Klasse gleich: Zum Vergleichen von Klassen eine andere Methode wählen.</translation>
    </message>
    <message>
        <source>{method}. Nothing in this photo speaks for {names}.</source>
        <translation>{method}. Nichts auf diesem Foto spricht für {names}.</translation>
    </message>
</context>
<context>
    <name>HeatmapViewer</name>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet…</translation>
    </message>
</context>
<context>
    <name>Heatmaps</name>
    <message>
        <source>No heatmap</source>
        <translation>Keine Heatmap</translation>
    </message>
    <message>
        <source>The heatmap was cancelled</source>
        <translation>Die Heatmap wurde abgebrochen</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Keys of this page</source>
        <translation>Tasten dieser Seite</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message numerus="yes">
        <source>%n older change(s)</source>
        <translation>
            <numerusform>%n ältere Änderung</numerusform>
            <numerusform>%n ältere Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>{when}: {who} undid, now {after}</source>
        <translation>{when}: {who} hat rückgängig gemacht, jetzt {after}</translation>
    </message>
    <message>
        <source>{when}: {who} did again, now {after}</source>
        <translation>{when}: {who} hat wiederhergestellt, jetzt {after}</translation>
    </message>
    <message>
        <source>{when}: {after}, from the folder</source>
        <translation>{when}: {after}, aus dem Ordner</translation>
    </message>
    <message>
        <source>{when}: {after}, by {who} from a label file</source>
        <translation>{when}: {after}, von {who} aus einer Label-Datei</translation>
    </message>
    <message>
        <source>{when}: {after}, by {who}</source>
        <translation>{when}: {after}, von {who}</translation>
    </message>
    <message>
        <source>{when}: {after}, suggested by a model and accepted by {who}</source>
        <translation>{when}: {after}, von einem Modell vorgeschlagen und von {who} angenommen</translation>
    </message>
    <message>
        <source>{when}: {after}, by {who} from {source}</source>
        <translation>{when}: {after}, von {who} aus {source}</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>not unsure</source>
        <translation>nicht unsicher</translation>
    </message>
    <message>
        <source>note “{note}”</source>
        <translation>Notiz „{note}“</translation>
    </message>
    <message>
        <source>no note</source>
        <translation>keine Notiz</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>kein Label</translation>
    </message>
</context>
<context>
    <name>ImportLists</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>To be labelled</source>
        <translation>Werden zugeordnet</translation>
    </message>
    <message>
        <source>These photos get the class of the file.</source>
        <translation>Diese Fotos bekommen die Klasse aus der Datei.</translation>
    </message>
    <message>
        <source>Named</source>
        <translation>Genannt</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>How many photos each class gets.</source>
        <translation>Wie viele Fotos jede Klasse bekommt.</translation>
    </message>
    <message>
        <source>Labelled otherwise</source>
        <translation>Anders zugeordnet</translation>
    </message>
    <message>
        <source>You, or an earlier file, gave these photos another class. They keep it, unless you tick them.</source>
        <translation>Diese Fotos haben von Ihnen oder aus einer früheren Datei eine andere Klasse. Sie behalten sie, wenn sie nicht angehakt werden.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>No photo of this project fits these rows, or they can&apos;t be taken.</source>
        <translation>Kein Foto dieses Projekts passt zu diesen Zeilen, oder sie können nicht übernommen werden.</translation>
    </message>
    <message>
        <source>Fit several photos</source>
        <translation>Passen auf mehrere Fotos</translation>
    </message>
    <message>
        <source>More than one photo fits the name, so none of them is labelled.</source>
        <translation>Mehr als ein Foto passt zum Namen, deshalb wird keines davon zugeordnet.</translation>
    </message>
    <message>
        <source>Found by name only</source>
        <translation>Nur am Namen erkannt</translation>
    </message>
    <message>
        <source>These photos lie in another folder than the file says. They are labelled; have a look.</source>
        <translation>Diese Fotos liegen in einem anderen Ordner, als die Datei sagt. Sie werden zugeordnet; bitte prüfen.</translation>
    </message>
    <message>
        <source>Two classes at once</source>
        <translation>Zwei Klassen zugleich</translation>
    </message>
    <message>
        <source>The file gives these photos more than one class, so they get none.</source>
        <translation>Die Datei gibt diesen Fotos mehr als eine Klasse, deshalb bekommen sie keine.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Kept because</source>
        <translation>Behalten, weil</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Get a split</source>
        <translation>Werden aufgeteilt</translation>
    </message>
    <message>
        <source>These photos go to train, validation or test.</source>
        <translation>Diese Fotos kommen zu Training, Validierung oder Test.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Keep their split</source>
        <translation>Aufteilung bleibt</translation>
    </message>
    <message>
        <source>A split that is there goes before the file&apos;s.</source>
        <translation>Eine vorhandene Aufteilung hat Vorrang vor der in der Datei.</translation>
    </message>
    <message>
        <source>Unsure and notes</source>
        <translation>Unsicher und Notizen</translation>
    </message>
    <message>
        <source>These photos are flagged, or get the note of the file.</source>
        <translation>Diese Fotos werden markiert oder bekommen die Notiz aus der Datei.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Keep their note</source>
        <translation>Notiz bleibt</translation>
    </message>
    <message>
        <source>A note that a person wrote is not replaced.</source>
        <translation>Eine Notiz, die ein Mensch geschrieben hat, wird nicht ersetzt.</translation>
    </message>
    <message>
        <source>Note there</source>
        <translation>Notiz bisher</translation>
    </message>
    <message>
        <source>Have it already</source>
        <translation>Schon zugeordnet</translation>
    </message>
    <message>
        <source>These photos have the class of the file.</source>
        <translation>Diese Fotos haben die Klasse aus der Datei bereits.</translation>
    </message>
    <message>
        <source>Without a class</source>
        <translation>Ohne Klasse</translation>
    </message>
    <message>
        <source>The photos are found, but the file gives them no class.</source>
        <translation>Die Fotos wurden gefunden, aber die Datei gibt ihnen keine Klasse.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Unreadable rows</source>
        <translation>Unlesbare Zeilen</translation>
    </message>
    <message>
        <source>These rows can&apos;t be read; the others are, all the same.</source>
        <translation>Diese Zeilen sind nicht lesbar; die anderen werden trotzdem gelesen.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
</context>
<context>
    <name>ImportOffer</name>
    <message>
        <source>Use these classes</source>
        <translation>Diese Klassen verwenden</translation>
    </message>
    <message>
        <source>Label the photos with the names of their folders (Enter)</source>
        <translation>Den Fotos die Namen ihrer Ordner als Label geben (Return)</translation>
    </message>
    <message>
        <source>Look and change…</source>
        <translation>Ansehen und ändern…</translation>
    </message>
    <message>
        <source>See what each folder means, and change it before anything is written</source>
        <translation>Ansehen, was jeder Ordner bedeutet, und es ändern, bevor etwas geschrieben wird</translation>
    </message>
    <message>
        <source>Label by hand</source>
        <translation>Von Hand zuordnen</translation>
    </message>
    <message>
        <source>Labelling the photos with the names of their folders…</source>
        <translation>Die Fotos bekommen die Namen ihrer Ordner als Label…</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) in the sub-folders, with folders for {splits}</source>
        <translation>
            <numerusform>%n Klasse in den Unterordnern, mit Ordnern für {splits}</numerusform>
            <numerusform>%n Klassen in den Unterordnern, mit Ordnern für {splits}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) in the sub-folders</source>
        <translation>
            <numerusform>%n Klasse in den Unterordnern</numerusform>
            <numerusform>%n Klassen in den Unterordnern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import labels</source>
        <translation>Labels importieren</translation>
    </message>
    <message>
        <source>Use the file&apos;s class for all</source>
        <translation>Für alle die Klasse der Datei</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>What the file would do</source>
        <translation>Was die Datei bewirken würde</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>{file} wird gelesen</translation>
    </message>
    <message numerus="yes">
        <source>Unpack %n photo(s)</source>
        <translation>
            <numerusform>%n Foto entpacken</numerusform>
            <numerusform>%n Fotos entpacken</numerusform>
        </translation>
    </message>
    <message>
        <source>Unpacking the photos</source>
        <translation>Fotos werden entpackt</translation>
    </message>
    <message>
        <source>Reading the folder</source>
        <translation>Ordner wird gelesen</translation>
    </message>
    <message>
        <source>Which column gives the class?</source>
        <translation>Welche Spalte gibt die Klasse an?</translation>
    </message>
    <message>
        <source>Which column names the photo?</source>
        <translation>Welche Spalte nennt das Foto?</translation>
    </message>
    <message>
        <source>{question} Choose it above the column.</source>
        <translation>{question} Sie lässt sich über der Spalte wählen.</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>Erste Zeilen</translation>
    </message>
    <message>
        <source>What each column says; what is wrong can be changed above it.</source>
        <translation>Was jede Spalte angibt; was nicht stimmt, lässt sich darüber ändern.</translation>
    </message>
    <message>
        <source>Take {what}</source>
        <translation>{what} übernehmen</translation>
    </message>
    <message>
        <source>Nothing to take</source>
        <translation>Nichts zu übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n Label</numerusform>
            <numerusform>%n Labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n split(s)</source>
        <translation>
            <numerusform>%n Aufteilung</numerusform>
            <numerusform>%n Aufteilungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flag(s)</source>
        <translation>
            <numerusform>%n Markierung</numerusform>
            <numerusform>%n Markierungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n Notiz</numerusform>
            <numerusform>%n Notizen</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing the labels</source>
        <translation>Labels werden geschrieben</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Importing the model</source>
        <translation>Modell wird importiert</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Show the photo in its folder</source>
        <translation>Foto in seinem Ordner anzeigen</translation>
    </message>
    <message>
        <source>Copy the photo&apos;s path</source>
        <translation>Pfad des Fotos kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>%n Foto ausgewählt</numerusform>
            <numerusform>%n Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a photo to see it here</source>
        <translation>Ein Foto auswählen, um es hier zu sehen</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>Ohne Label</translation>
    </message>
</context>
<context>
    <name>JobDesk</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Comparing photos</source>
        <translation>Fotos werden verglichen</translation>
    </message>
    <message numerus="yes">
        <source>%n labelled photo(s) take no part: others of their groups are in the test split</source>
        <translation>
            <numerusform>%n Foto mit Label nimmt nicht teil: Andere aus seiner Gruppe sind unter den Testfotos</numerusform>
            <numerusform>%n Fotos mit Label nehmen nicht teil: Andere aus ihren Gruppen sind unter den Testfotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at the photos of the run</source>
        <translation>Fotos des Laufs werden angesehen</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>Lernraten werden ausprobiert</translation>
    </message>
    <message>
        <source>Both engines are at work. The heatmap can be drawn when the prediction has ended.</source>
        <translation>Beide Rechenprozesse sind beschäftigt. Die Heatmap kann gezeichnet werden, wenn die Vorhersage beendet ist.</translation>
    </message>
    <message>
        <source>Checking the heatmap</source>
        <translation>Heatmap wird geprüft</translation>
    </message>
    <message>
        <source>Drawing the heatmap</source>
        <translation>Heatmap wird gezeichnet</translation>
    </message>
    <message>
        <source>Both engines are at work. The run can be measured when the prediction has ended.</source>
        <translation>Beide Rechenprozesse sind beschäftigt. Der Lauf kann ausgewertet werden, wenn die Vorhersage beendet ist.</translation>
    </message>
    <message>
        <source>Measuring the run</source>
        <translation>Lauf wird ausgewertet</translation>
    </message>
    <message>
        <source>The engine is at work. The map can be drawn when the prediction has ended.</source>
        <translation>Der Rechenprozess ist beschäftigt. Die Karte kann gezeichnet werden, wenn die Vorhersage beendet ist.</translation>
    </message>
    <message>
        <source>Drawing the map</source>
        <translation>Karte wird gezeichnet</translation>
    </message>
    <message>
        <source>Exporting the model</source>
        <translation>Modell wird exportiert</translation>
    </message>
    <message>
        <source>Measuring on the test photos</source>
        <translation>Testfotos werden ausgewertet</translation>
    </message>
    <message>
        <source>Choosing photos</source>
        <translation>Fotos werden ausgewählt</translation>
    </message>
</context>
<context>
    <name>KeySlip</name>
    <message>
        <source>Press a key for {name}</source>
        <translation>Taste für {name} drücken</translation>
    </message>
    <message>
        <source>A letter, or 1 to 9. Backspace: no key. Esc: as it was.</source>
        <translation>Ein Buchstabe oder 1 bis 9. Rücktaste: keine Taste. Esc: wie vorher.</translation>
    </message>
    <message>
        <source>Only letters and the digits 1 to 9 can be keys of classes.</source>
        <translation>Nur Buchstaben und die Ziffern 1 bis 9 können Tasten von Klassen sein.</translation>
    </message>
    <message>
        <source>{key} is taken by &apos;{use}&apos;. Press another key.</source>
        <translation>{key} ist mit „{use}“ belegt. Eine andere Taste drücken.</translation>
    </message>
    <message>
        <source>{key} is the key of {name}. Press it again to take it from there.</source>
        <translation>{key} ist die Taste von {name}. Noch einmal drücken, um sie von dort wegzunehmen.</translation>
    </message>
</context>
<context>
    <name>KnobRow</name>
    <message>
        <source>Back to the preset&apos;s value</source>
        <translation>Zurück zum Wert der Vorlage</translation>
    </message>
    <message>
        <source>Reset {setting}</source>
        <translation>{setting} zurücksetzen</translation>
    </message>
</context>
<context>
    <name>LabelBar</name>
    <message>
        <source>Size of the photos</source>
        <translation>Größe der Fotos</translation>
    </message>
    <message>
        <source>Size of the photos (Ctrl++, Ctrl+-)</source>
        <translation>Größe der Fotos (Strg++, Strg+-)</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>{total} shown, {chosen} selected</source>
        <translation>{chosen} von {total} gewählt</translation>
    </message>
    <message>
        <source>{total} shown</source>
        <translation>{total} angezeigt</translation>
    </message>
    <message>
        <source>{shown} of {total} shown, {chosen} selected</source>
        <translation>{chosen} gewählt, {shown} von {total} angezeigt</translation>
    </message>
    <message>
        <source>{shown} of {total} shown</source>
        <translation>{shown} von {total} angezeigt</translation>
    </message>
    <message>
        <source>A training needs at least three labelled photos of each of two classes</source>
        <translation>Ein Training braucht mindestens drei Fotos mit Label von jeder von zwei Klassen</translation>
    </message>
</context>
<context>
    <name>LabelView</name>
    <message>
        <source>Label as {name}</source>
        <translation>Klasse {name} zuordnen</translation>
    </message>
    <message>
        <source>Label with a class by name</source>
        <translation>Klasse über ihren Namen zuordnen</translation>
    </message>
    <message>
        <source>Clear the label</source>
        <translation>Label entfernen</translation>
    </message>
    <message>
        <source>Flag as unsure, or not</source>
        <translation>Als unsicher markieren oder nicht</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Select all photos shown</source>
        <translation>Alle angezeigten Fotos auswählen</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos anzeigen</translation>
    </message>
    <message>
        <source>Show unlabelled photos</source>
        <translation>Fotos ohne Label anzeigen</translation>
    </message>
    <message>
        <source>Search in the paths</source>
        <translation>In den Pfaden suchen</translation>
    </message>
    <message>
        <source>Filter the photos</source>
        <translation>Fotos filtern</translation>
    </message>
    <message>
        <source>Sort the photos</source>
        <translation>Fotos sortieren</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Klasse hinzufügen</translation>
    </message>
    <message>
        <source>Find a class in the list</source>
        <translation>Klasse in der Liste suchen</translation>
    </message>
    <message>
        <source>Larger photos</source>
        <translation>Fotos größer</translation>
    </message>
    <message>
        <source>Smaller photos</source>
        <translation>Fotos kleiner</translation>
    </message>
    <message>
        <source>Arrows, Home, End, Page Up, Page Down</source>
        <translation>Pfeile, Pos1, Ende, Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>Move; with Shift, select a range</source>
        <translation>Bewegen; mit Umschalt einen Bereich auswählen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Add the photo to the selection, or take it away</source>
        <translation>Foto zur Auswahl hinzufügen oder herausnehmen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Select nothing; leave import and export</source>
        <translation>Auswahl aufheben; Import und Export verlassen</translation>
    </message>
    <message>
        <source>Any other letter</source>
        <translation>Jeder andere Buchstabe</translation>
    </message>
    <message>
        <source>Label with a class by name, beginning with that letter</source>
        <translation>Klasse über ihren Namen zuordnen, der mit diesem Buchstaben beginnt</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Strg+Mausrad</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoomen</translation>
    </message>
    <message>
        <source>Drag photos</source>
        <translation>Fotos ziehen</translation>
    </message>
    <message>
        <source>Onto a class to label them, onto Unlabelled to clear their label</source>
        <translation>Auf eine Klasse, um sie zuzuordnen; auf „Ohne Label“, um ihr Label zu entfernen</translation>
    </message>
    <message>
        <source>Ctrl+click, Shift+click</source>
        <translation>Strg+Klick, Umschalt+Klick</translation>
    </message>
    <message>
        <source>Classes: show the photos of several</source>
        <translation>Klassen: Fotos mehrerer anzeigen</translation>
    </message>
    <message>
        <source>F2, double click</source>
        <translation>F2, Doppelklick</translation>
    </message>
    <message>
        <source>Classes: rename</source>
        <translation>Klassen: umbenennen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Classes: delete</source>
        <translation>Klassen: löschen</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down, drag</source>
        <translation>Alt+Hoch, Alt+Herunter, Ziehen</translation>
    </message>
    <message>
        <source>Classes: put in another order</source>
        <translation>Klassen: anders anordnen</translation>
    </message>
    <message>
        <source>Menu, Shift+F10</source>
        <translation>Menü, Umschalt+F10</translation>
    </message>
    <message>
        <source>Classes: colour, key, merge and more</source>
        <translation>Klassen: Farbe, Taste, Zusammenführen und mehr</translation>
    </message>
    <message>
        <source>Enter, double click</source>
        <translation>Return, Doppelklick</translation>
    </message>
    <message>
        <source>Loupe: show the photo large</source>
        <translation>Lupe: Foto groß anzeigen</translation>
    </message>
    <message>
        <source>Esc, Enter</source>
        <translation>Esc, Return</translation>
    </message>
    <message>
        <source>Loupe: back to all photos</source>
        <translation>Lupe: zurück zu allen Fotos</translation>
    </message>
    <message>
        <source>Arrows, Page Up, Page Down, Home, End</source>
        <translation>Pfeiltasten, Bild auf, Bild ab, Pos1, Ende</translation>
    </message>
    <message>
        <source>Loupe: go to another photo; arrows move a zoomed one</source>
        <translation>Lupe: zu einem anderen Foto gehen; Pfeiltasten verschieben ein vergrößertes</translation>
    </message>
    <message>
        <source>+, -, wheel</source>
        <translation>+, -, Mausrad</translation>
    </message>
    <message>
        <source>Loupe: zoom</source>
        <translation>Lupe: Zoom</translation>
    </message>
    <message>
        <source>Space, double click</source>
        <translation>Leertaste, Doppelklick</translation>
    </message>
    <message>
        <source>Loupe: each pixel as one of the screen, or the whole photo</source>
        <translation>Lupe: jedes Pixel als ein Pixel des Bildschirms oder das ganze Foto</translation>
    </message>
    <message>
        <source>Import labels…</source>
        <translation>Labels importieren…</translation>
    </message>
    <message>
        <source>Export labels…</source>
        <translation>Labels exportieren…</translation>
    </message>
    <message>
        <source>Classes from the folders…</source>
        <translation>Klassen aus den Ordnern…</translation>
    </message>
    <message>
        <source>Read the folder again</source>
        <translation>Ordner neu einlesen</translation>
    </message>
    <message>
        <source>Find missing photos…</source>
        <translation>Fehlende Fotos suchen…</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
</context>
<context>
    <name>Labeller</name>
    <message>
        <source>Select photos first, then press the key of their class.</source>
        <translation>Zuerst Fotos auswählen, dann die Taste ihrer Klasse drücken.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) changed that the filter does not show</source>
        <translation>
            <numerusform>%n Foto geändert, das der Filter nicht zeigt</numerusform>
            <numerusform>%n Fotos geändert, die der Filter nicht zeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos anzeigen</translation>
    </message>
</context>
<context>
    <name>Labelling</name>
    <message numerus="yes">
        <source>%n suggestion(s) accepted</source>
        <translation>
            <numerusform>%n Vorschlag angenommen</numerusform>
            <numerusform>%n Vorschläge angenommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>There is no such suggestion for a photo without a label.</source>
        <translation>Kein Foto ohne Label hat einen solchen Vorschlag.</translation>
    </message>
    <message numerus="yes">
        <source>Label of %n photo(s) cleared</source>
        <translation>
            <numerusform>Label von %n Foto entfernt</numerusform>
            <numerusform>Label von %n Fotos entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) labelled {name}</source>
        <translation>
            <numerusform>%n Foto der Klasse {name} zugeordnet</numerusform>
            <numerusform>%n Fotos der Klasse {name} zugeordnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) got the note</source>
        <translation>
            <numerusform>%n Foto hat die Notiz bekommen</numerusform>
            <numerusform>%n Fotos haben die Notiz bekommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Note of %n photo(s) removed</source>
        <translation>
            <numerusform>Notiz von %n Foto entfernt</numerusform>
            <numerusform>Notiz von %n Fotos entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) flagged unsure</source>
        <translation>
            <numerusform>%n Foto als unsicher markiert</numerusform>
            <numerusform>%n Fotos als unsicher markiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) not unsure any more</source>
        <translation>
            <numerusform>%n Foto nicht mehr unsicher</numerusform>
            <numerusform>%n Fotos nicht mehr unsicher</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) merged into {name}</source>
        <translation>
            <numerusform>%n Klasse mit {name} zusammengeführt</numerusform>
            <numerusform>%n Klassen mit {name} zusammengeführt</numerusform>
        </translation>
    </message>
    <message>
        <source>Class {name} deleted</source>
        <translation>Klasse {name} gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n more photo(s) of the same groups changed their split too</source>
        <translation>
            <numerusform>Auch %n weiteres Foto derselben Gruppe hat die Aufteilung gewechselt</numerusform>
            <numerusform>Auch %n weitere Fotos derselben Gruppen haben die Aufteilung gewechselt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Stop the training and close</source>
        <translation>Training stoppen und schließen</translation>
    </message>
    <message>
        <source>Stop the training and leave the project</source>
        <translation>Training stoppen und Projekt verlassen</translation>
    </message>
    <message>
        <source>A model is being trained. If it stops now, its finished epochs are kept, and it can be resumed.</source>
        <translation>Gerade wird ein Modell trainiert. Endet das Training jetzt, bleiben die fertigen Epochen erhalten, und es lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>A model is being trained. If it stops now, it has to begin anew.</source>
        <translation>Gerade wird ein Modell trainiert. Endet das Training jetzt, muss es von vorn beginnen.</translation>
    </message>
</context>
<context>
    <name>Listings</name>
    <message>
        <source>Label {label}, predicted {prediction}</source>
        <translation>Label {label}, Vorhersage {prediction}</translation>
    </message>
    <message>
        <source>{run} said {prediction}</source>
        <translation>{run} sagte {prediction}</translation>
    </message>
</context>
<context>
    <name>LiveLine</name>
    <message>
        <source>{step}, epoch {now} of {epochs}</source>
        <translation>{step}, Epoche {now} von {epochs}</translation>
    </message>
    <message>
        <source>Paused: {step}</source>
        <translation>Pausiert: {step}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{number} photos/s</source>
        <translation>{number} Fotos/s</translation>
    </message>
    <message>
        <source>{size} of memory</source>
        <translation>{size} Speicher</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What happens in the training is written here, with the time.</source>
        <translation>Was im Training geschieht, steht hier mit der Uhrzeit.</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>Protokoll kopieren</translation>
    </message>
    <message>
        <source>Copy all of it as text</source>
        <translation>Alles als Text kopieren</translation>
    </message>
</context>
<context>
    <name>LookButton</name>
    <message>
        <source>Colours and outline of the heatmap</source>
        <translation>Farben und Umriss der Heatmap</translation>
    </message>
    <message>
        <source>Colours and outline of the heatmap (Alt+U)</source>
        <translation>Farben und Umriss der Heatmap (Alt+U)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>At {percent} % of the maximum</source>
        <translation>Bei {percent} % des Maximums</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
</context>
<context>
    <name>LookRow</name>
    <message>
        <source>&amp;Heatmap opacity</source>
        <translation>De&amp;ckkraft</translation>
    </message>
    <message>
        <source>Heatmap opacity in percent</source>
        <translation>Heatmap-Deckkraft in Prozent</translation>
    </message>
    <message>
        <source>How strongly the heatmap covers the photo (Alt+H)</source>
        <translation>Wie stark die Heatmap das Foto überdeckt (Alt+C)</translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>Go to the next unlabelled photo</source>
        <translation>Zum nächsten Foto ohne Label gehen</translation>
    </message>
    <message>
        <source>After a label in the loupe, go to the next unlabelled photo</source>
        <translation>Nach einem Label in der Lupe zum nächsten Foto ohne Label gehen</translation>
    </message>
    <message>
        <source>Next unlabelled</source>
        <translation>Nächstes ohne Label</translation>
    </message>
    <message>
        <source>Back to all photos</source>
        <translation>Zurück zu allen Fotos</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>The whole photo</source>
        <translation>Das ganze Foto</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Each pixel as one of the screen</source>
        <translation>Jedes Pixel als ein Pixel des Bildschirms</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>All other photos that are shown have a label.</source>
        <translation>Alle anderen gezeigten Fotos haben ein Label.</translation>
    </message>
</context>
<context>
    <name>LoupeFoot</name>
    <message>
        <source>How large each pixel of the photo is shown</source>
        <translation>Wie groß jedes Pixel des Fotos gezeigt wird</translation>
    </message>
</context>
<context>
    <name>LoupeHead</name>
    <message>
        <source>Unlabelled</source>
        <translation>Ohne Label</translation>
    </message>
    <message>
        <source>{place} of {total}</source>
        <translation>{place} von {total}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open a folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Go to {stage}</source>
        <translation>Zu „{stage}“ wechseln</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Tasten dieser Seite</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Weights of backbones</source>
        <translation>Gewichte der Backbones</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>Ordner mit Fotos öffnen</translation>
    </message>
    <message>
        <source>On this page</source>
        <translation>Auf dieser Seite</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>{folder} – tldesk</source>
        <translation>{folder} – tldesk</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Mistake</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>What the colours of the points stand for; grey has no label</source>
        <translation>Wofür die Farben der Punkte stehen; Grau heißt ohne Label</translation>
    </message>
    <message>
        <source>Label them</source>
        <translation>Zuordnen</translation>
    </message>
    <message>
        <source>Show the selected photos on the page Label</source>
        <translation>Die ausgewählten Fotos auf der Seite „Labeln“ zeigen</translation>
    </message>
    <message>
        <source>Draw the map</source>
        <translation>Karte zeichnen</translation>
    </message>
    <message>
        <source>Co&amp;lour</source>
        <translation>Fa&amp;rbe</translation>
    </message>
    <message>
        <source>Drawing the map</source>
        <translation>Karte wird gezeichnet</translation>
    </message>
    <message>
        <source>Every photo is looked at once; what was seen is kept.</source>
        <translation>Jedes Foto wird einmal angesehen; was dabei gesehen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Photos that look alike to this run lie together. Draw a line around some to label them at once.</source>
        <translation>Fotos, die für diesen Lauf ähnlich aussehen, liegen beieinander. Einige einkreisen, um sie auf einmal zuzuordnen.</translation>
    </message>
    <message>
        <source>No map yet</source>
        <translation>Noch keine Karte</translation>
    </message>
    <message>
        <source>No map</source>
        <translation>Keine Karte</translation>
    </message>
    <message>
        <source>This run has no model to look at photos with.</source>
        <translation>Dieser Lauf hat kein Modell, das Fotos ansehen könnte.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>%n Foto ausgewählt</numerusform>
            <numerusform>%n Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) by {method}. Draw a line around some.</source>
        <translation>
            <numerusform>%n Foto, angeordnet mit {method}. Einige einkreisen.</numerusform>
            <numerusform>%n Fotos, angeordnet mit {method}. Einige einkreisen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingBar</name>
    <message>
        <source>Find them…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Choose a folder to look for them in; they are known again by their content</source>
        <translation>Ordner wählen, in dem gesucht wird; die Fotos werden an ihrem Inhalt wiedererkannt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Look no further</source>
        <translation>Nicht weiter suchen</translation>
    </message>
    <message>
        <source>Where may the missing photos be?</source>
        <translation>Wo könnten die fehlenden Fotos sein?</translation>
    </message>
    <message>
        <source>The folder {folder} is away. It is read again as soon as it is there.</source>
        <translation>Der Ordner {folder} ist nicht erreichbar. Er wird wieder gelesen, sobald er da ist.</translation>
    </message>
    <message>
        <source>Looking in {folder}</source>
        <translation>Suche in {folder}</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) missing</source>
        <translation>
            <numerusform>%n Foto fehlt</numerusform>
            <numerusform>%n Fotos fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos anzeigen</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show all photos (Ctrl+Shift+A)</source>
        <translation>Alle Fotos anzeigen (Strg+Umschalt+A)</translation>
    </message>
    <message>
        <source>Show only the photos that are missing</source>
        <translation>Nur die fehlenden Fotos anzeigen</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>The model {name} is here</source>
        <translation>Das Modell {name} ist da</translation>
    </message>
    <message>
        <source>The model {name} was here already</source>
        <translation>Das Modell {name} war schon da</translation>
    </message>
</context>
<context>
    <name>NetworkInput</name>
    <message>
        <source>What the network gets</source>
        <translation>Was das Netz bekommt</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>What the network sees</source>
        <translation>Was das Netz sieht</translation>
    </message>
    <message>
        <source>the whole photo, squashed</source>
        <translation>das ganze Foto, gestaucht</translation>
    </message>
    <message>
        <source>the whole photo, with bars</source>
        <translation>das ganze Foto, mit Balken</translation>
    </message>
    <message>
        <source>the middle of the photo</source>
        <translation>die Mitte des Fotos</translation>
    </message>
    <message>
        <source>No model yet. A quick look with {backbone} will see {how}, {side} × {side} pixels.</source>
        <translation>Noch kein Modell. Ein schneller Blick mit {backbone} wird {how} sehen, {side} × {side} Pixel.</translation>
    </message>
    <message>
        <source>The newest model, {run} ({backbone}), sees {how}, {side} × {side} pixels.</source>
        <translation>Das neueste Modell, {run} ({backbone}), sieht {how}, {side} × {side} Pixel.</translation>
    </message>
</context>
<context>
    <name>NotPhotos</name>
    <message numerus="yes">
        <source>%n file(s) left out as no photo(s): {kinds}</source>
        <translation>
            <numerusform>%n Datei ausgelassen, die kein Foto ist: {kinds}</numerusform>
            <numerusform>%n Dateien ausgelassen, die keine Fotos sind: {kinds}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteBox</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>What is uncertain, or worth knowing</source>
        <translation>Was ungewiss oder wissenswert ist</translation>
    </message>
    <message>
        <source>Enter keeps the note, Esc leaves it as it was</source>
        <translation>Return speichert die Notiz, Esc lässt sie, wie sie war</translation>
    </message>
    <message numerus="yes">
        <source>Note on %n photo(s)</source>
        <translation>
            <numerusform>Notiz zu %n Foto</numerusform>
            <numerusform>Notiz zu %n Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteLine</name>
    <message>
        <source>Note on this run</source>
        <translation>Notiz zu diesem Lauf</translation>
    </message>
    <message>
        <source>Kept in the run&apos;s folder, so that it goes where the run goes (Shift+F2)</source>
        <translation>Liegt im Ordner des Laufs, damit sie mit dem Lauf mitgeht (Umschalt+F2)</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back to the photos (Esc)</source>
        <translation>Zurück zu den Fotos (Esc)</translation>
    </message>
</context>
<context>
    <name>PhotoEvidence</name>
    <message>
        <source>Choose a photo to see where the evidence was.</source>
        <translation>Ein Foto wählen, um zu sehen, wo die Belege lagen.</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>PhotoMap</name>
    <message>
        <source>Map of photos</source>
        <translation>Karte der Fotos</translation>
    </message>
</context>
<context>
    <name>PhotoPanel</name>
    <message>
        <source>Labelled {label} by a person; the model says {prediction}, {confidence}</source>
        <translation>Label {label}; das Modell sagt {prediction}, {confidence}</translation>
    </message>
    <message>
        <source>Predicted {prediction}, {confidence}</source>
        <translation>Vorhersage {prediction}, {confidence}</translation>
    </message>
    <message>
        <source>Label of this photo</source>
        <translation>Label dieses Fotos</translation>
    </message>
    <message>
        <source>&amp;Fix the label</source>
        <translation>Label &amp;berichtigen</translation>
    </message>
    <message>
        <source>Labelled {label}, predicted {prediction}</source>
        <translation>Label {label}, Vorhersage {prediction}</translation>
    </message>
    <message>
        <source>{said}. {before}</source>
        <translation>{said}. {before}</translation>
    </message>
    <message>
        <source>The photo stayed where the model was trained.</source>
        <translation>Das Foto blieb dort, wo das Modell trainiert wurde.</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Ohne Label</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Not sharper: {why}</source>
        <translation>Nicht schärfer: {why}</translation>
    </message>
    <message>
        <source>Opening the photo…</source>
        <translation>Foto wird geöffnet…</translation>
    </message>
</context>
<context>
    <name>PhotosPanel</name>
    <message>
        <source>Which photos</source>
        <translation>Welche Fotos</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Photos of the evaluation</source>
        <translation>Fotos der Auswertung</translation>
    </message>
    <message>
        <source>On the photo the prediction, below it the label and the confidence.</source>
        <translation>Auf dem Foto die Vorhersage, darunter Label und Konfidenz.</translation>
    </message>
    <message>
        <source>Confident mistakes</source>
        <translation>Sicher und falsch</translation>
    </message>
    <message>
        <source>Largest loss</source>
        <translation>Größter Verlust</translation>
    </message>
    <message>
        <source>Near ties</source>
        <translation>Knappe Fälle</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>Jetzt richtig</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Jetzt falsch</translation>
    </message>
    <message>
        <source>Still wrong</source>
        <translation>Weiter falsch</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>The mistakes appear here once the run was measured on this split.</source>
        <translation>Die Fehler erscheinen hier, sobald der Lauf auf dieser Aufteilung ausgewertet wurde.</translation>
    </message>
    <message>
        <source>No photo in this cell</source>
        <translation>Kein Foto in dieser Zelle</translation>
    </message>
    <message>
        <source>No photo of this split has this label and this prediction.</source>
        <translation>Kein Foto dieser Aufteilung hat dieses Label und diese Vorhersage.</translation>
    </message>
    <message>
        <source>No near ties</source>
        <translation>Keine knappen Fälle</translation>
    </message>
    <message>
        <source>On every photo of this split one class was clearly ahead.</source>
        <translation>Bei jedem Foto dieser Aufteilung lag eine Klasse deutlich vorn.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>No photo of this split is of that kind.</source>
        <translation>Kein Foto dieser Aufteilung ist von dieser Art.</translation>
    </message>
    <message>
        <source>No mistakes</source>
        <translation>Keine Fehler</translation>
    </message>
    <message>
        <source>Every photo of this split was predicted as it is labelled.</source>
        <translation>Jedes Foto dieser Aufteilung wurde so vorhergesagt, wie sein Label lautet.</translation>
    </message>
    <message>
        <source>Stayed where the model was trained</source>
        <translation>Blieb dort, wo das Modell trainiert wurde</translation>
    </message>
</context>
<context>
    <name>PredictView</name>
    <message>
        <source>Up, Down</source>
        <translation>Pfeil auf, Pfeil ab</translation>
    </message>
    <message>
        <source>Next photo, with its heatmap</source>
        <translation>Nächstes Foto, mit seiner Heatmap</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Strg+Mausrad</translation>
    </message>
    <message>
        <source>Larger or smaller tiles, in the grid</source>
        <translation>Größere oder kleinere Kacheln, im Raster</translation>
    </message>
    <message>
        <source>Alt+W, Alt+B</source>
        <translation>Alt+W, Alt+N</translation>
    </message>
    <message>
        <source>Which photos are shown; with sub-folders or not</source>
        <translation>Welche Fotos gezeigt werden; mit Unterordnern oder ohne</translation>
    </message>
    <message>
        <source>Alt+T</source>
        <translation>Alt+T</translation>
    </message>
    <message>
        <source>Keep a table of the watched folder&apos;s answers up to date</source>
        <translation>Eine Tabelle der Antworten des überwachten Ordners aktuell halten</translation>
    </message>
    <message>
        <source>Alt+P, Alt+A, Alt+T, Alt+N, Alt+H</source>
        <translation>Alt+F, Alt+A, Alt+Z, Alt+N, Alt+H</translation>
    </message>
    <message>
        <source>Class folders: photos, copies or links, place, not sure, choose</source>
        <translation>Klassenordner: Fotos, Kopien oder Verknüpfungen, Ort, „unsicher“, wählen</translation>
    </message>
    <message>
        <source>Drag and drop</source>
        <translation>Ziehen und ablegen</translation>
    </message>
    <message>
        <source>Predict what is dropped; import an exported model</source>
        <translation>Abgelegtes vorhersagen; ein exportiertes Modell importieren</translation>
    </message>
    <message>
        <source>+, -, Space, wheel, drag</source>
        <translation>+, -, Leertaste, Mausrad, Ziehen</translation>
    </message>
    <message>
        <source>Zoom and move the photo, with the focus on it</source>
        <translation>Das Foto zoomen und verschieben, wenn es den Fokus hat</translation>
    </message>
    <message>
        <source>Alt+H, Alt+D, Alt+U, Alt+K</source>
        <translation>Alt+C, Alt+D, Alt+U, Alt+K</translation>
    </message>
    <message>
        <source>Heatmap: opacity, method, colours and outline, check</source>
        <translation>Heatmap: Deckkraft, Methode, Farben und Umriss, Prüfung</translation>
    </message>
    <message>
        <source>Predict a folder</source>
        <translation>Ordner vorhersagen</translation>
    </message>
    <message>
        <source>Predict single photos</source>
        <translation>Einzelne Fotos vorhersagen</translation>
    </message>
    <message>
        <source>Export the predictions</source>
        <translation>Vorhersagen exportieren</translation>
    </message>
    <message>
        <source>Sort the photos into class folders</source>
        <translation>Fotos in Klassenordner einsortieren</translation>
    </message>
    <message>
        <source>Go on with predictions that were cut short</source>
        <translation>Abgebrochene Vorhersagen fortsetzen</translation>
    </message>
    <message>
        <source>Watch a folder, or watch it no more</source>
        <translation>Ordner überwachen oder nicht mehr überwachen</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Pause the prediction, or let it go on</source>
        <translation>Vorhersage pausieren oder fortsetzen</translation>
    </message>
    <message>
        <source>Show the answers as a table</source>
        <translation>Antworten als Tabelle anzeigen</translation>
    </message>
    <message>
        <source>Show the answers as a grid</source>
        <translation>Antworten als Raster anzeigen</translation>
    </message>
    <message>
        <source>{file} is not a photo that can be read here. Drop photos or a folder of photos.</source>
        <translation>{file} ist kein Foto, das hier gelesen werden kann. Fotos oder einen Ordner mit Fotos hierher ziehen.</translation>
    </message>
</context>
<context>
    <name>PredictionDesk</name>
    <message>
        <source>Predicting</source>
        <translation>Vorhersage läuft</translation>
    </message>
    <message>
        <source>Finding photos</source>
        <translation>Fotos werden gesucht</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) in the folder could not be read.</source>
        <translation>
            <numerusform>%n Stelle im Ordner konnte nicht gelesen werden.</numerusform>
            <numerusform>%n Stellen im Ordner konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Answering for new photos</source>
        <translation>Neue Fotos werden vorhergesagt</translation>
    </message>
</context>
<context>
    <name>PresetCards</name>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Draw again</source>
        <translation>Neu zeichnen</translation>
    </message>
    <message>
        <source>Other photos</source>
        <translation>Andere Fotos</translation>
    </message>
    <message>
        <source>Back to the curves (Ctrl+Shift+P)</source>
        <translation>Zurück zu den Kurven (Strg+Umschalt+P)</translation>
    </message>
    <message>
        <source>Close the preview</source>
        <translation>Vorschau schließen</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Veränderung der Fotos</translation>
    </message>
    <message>
        <source>{file} can&apos;t be read: {reason}</source>
        <translation>{file} ist nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>A setting is to be corrected first; these are the pictures of the recipe before.</source>
        <translation>Zuerst ist eine Einstellung zu korrigieren; dies sind die Bilder des vorigen Rezepts.</translation>
    </message>
    <message>
        <source>The engine starts. The pictures come in a few seconds.</source>
        <translation>Der Rechenprozess startet. Die Bilder kommen in einigen Sekunden.</translation>
    </message>
    <message>
        <source>The pictures come when the engine has done what it is at.</source>
        <translation>Die Bilder kommen, sobald der Rechenprozess seine Arbeit beendet hat.</translation>
    </message>
    <message>
        <source>The pictures come at once.</source>
        <translation>Die Bilder kommen sofort.</translation>
    </message>
    <message>
        <source>Photos of this folder are shown here.</source>
        <translation>Fotos dieses Ordners werden hier gezeigt.</translation>
    </message>
    <message>
        <source>This recipe shows the head no altered photos, because Augmented views is 0.</source>
        <translation>Dieses Rezept zeigt dem Kopf keine veränderten Fotos, weil „Veränderte Kopien“ auf 0 steht.</translation>
    </message>
    <message>
        <source>This recipe alters nothing: flips, random crop and all the rest are off.</source>
        <translation>Dieses Rezept verändert nichts: Spiegeln, Zufallsausschnitt und alles Übrige sind aus.</translation>
    </message>
    <message>
        <source>Drawn as in training, anew for each photo and epoch. The same random numbers while a knob is turned.</source>
        <translation>Wie im Training gezeichnet, für jedes Foto und jede Epoche neu. Beim Verstellen bleiben die Zufallszahlen gleich.</translation>
    </message>
    <message>
        <source>The framing hides what is outside the blue frame.</source>
        <translation>Der Bildausschnitt verbirgt, was außerhalb des blauen Rahmens liegt.</translation>
    </message>
    <message>
        <source>Mixup and cutmix then put pairs of such views together, which is not shown.</source>
        <translation>Mixup und Cutmix setzen danach Paare solcher Kopien zusammen, was hier nicht gezeigt wird.</translation>
    </message>
</context>
<context>
    <name>PreviewStrip</name>
    <message>
        <source>Altered photos</source>
        <translation>Veränderte Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n altered view(s)</source>
        <translation>
            <numerusform>%n veränderte Kopie</numerusform>
            <numerusform>%n veränderte Kopien</numerusform>
        </translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Altered</source>
        <translation>Verändert</translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>{title}: {step}</source>
        <translation>{title}: {step}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Trainings that wait</source>
        <translation>Wartende Trainings</translation>
    </message>
    <message>
        <source>Train it earlier</source>
        <translation>Früher trainieren</translation>
    </message>
    <message>
        <source>Train it later</source>
        <translation>Später trainieren</translation>
    </message>
    <message>
        <source>Hold it</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Take it out of the queue</source>
        <translation>Aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Each takes the labels and splits there are when it begins.</source>
        <translation>Jedes nimmt die Labels und Aufteilungen, die es bei seinem Beginn gibt.</translation>
    </message>
    <message>
        <source>Queue: {what}</source>
        <translation>Warteschlange: {what}</translation>
    </message>
    <message>
        <source>Queue (held)</source>
        <translation>Warteschlange (pausiert)</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Hold all</source>
        <translation>Alle pausieren</translation>
    </message>
    <message>
        <source>Begin the next training</source>
        <translation>Das nächste Training beginnen</translation>
    </message>
    <message>
        <source>Begin none of them after the training under way</source>
        <translation>Nach dem laufenden Training keines von ihnen beginnen</translation>
    </message>
    <message>
        <source>{number}. {recipe} (held)</source>
        <translation>{number}. {recipe} (pausiert)</translation>
    </message>
    <message>
        <source>{number}. {recipe}</source>
        <translation>{number}. {recipe}</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>{stage} (Ctrl+{number})</source>
        <translation>{stage} (Strg+{number})</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Arbeitsschritte</translation>
    </message>
</context>
<context>
    <name>RateCurve</name>
    <message>
        <source>Loss over the learning rate</source>
        <translation>Verlust (Loss) über der Lernrate</translation>
    </message>
    <message>
        <source>The lowest loss is {loss} at the rate {rate}; suggested is {suggestion}</source>
        <translation>Der kleinste Verlust ist {loss} bei der Rate {rate}; vorgeschlagen wird {suggestion}</translation>
    </message>
</context>
<context>
    <name>RateSheet</name>
    <message>
        <source>Find a learning rate</source>
        <translation>Lernrate finden</translation>
    </message>
    <message>
        <source>Progress of the learning-rate test</source>
        <translation>Fortschritt des Lernratentests</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave the recipe as it is (Esc)</source>
        <translation>Das Rezept lassen, wie es ist (Esc)</translation>
    </message>
    <message>
        <source>The recipe learns from a few batches at larger and larger rates: where the loss falls a rate is useful, where it shoots up it is too large, and a tenth of the rate with the lowest loss is a safe choice.</source>
        <translation>Das Rezept lernt aus wenigen Stapeln bei immer größeren Lernraten: Wo der Verlust (Loss) fällt, ist eine Rate brauchbar, wo er hochschießt, ist sie zu groß, und ein Zehntel der Rate mit dem kleinsten Verlust ist eine sichere Wahl.</translation>
    </message>
    <message>
        <source>Loss (nats)</source>
        <translation>Verlust (nats)</translation>
    </message>
    <message>
        <source>Learning rate, on a logarithmic axis</source>
        <translation>Lernrate, auf logarithmischer Achse</translation>
    </message>
    <message>
        <source>Suggested: {suggested} (the solid line). The recipe has {current} (the dotted line).</source>
        <translation>Vorschlag: {suggested} (durchgezogene Linie). Im Rezept steht {current} (gepunktete Linie).</translation>
    </message>
    <message>
        <source>Use {rate}</source>
        <translation>{rate} nehmen</translation>
    </message>
    <message>
        <source>Write this rate into the recipe (Enter)</source>
        <translation>Diese Rate ins Rezept schreiben (Return)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ReadinessLine</name>
    <message>
        <source>Open a folder of photos first.</source>
        <translation>Zuerst einen Fotoordner öffnen.</translation>
    </message>
    <message>
        <source>Label photos of at least two classes first.</source>
        <translation>Zuerst Fotos von mindestens zwei Klassen zuordnen.</translation>
    </message>
    <message>
        <source>Label at least {fewest} photos of each of two classes first.</source>
        <translation>Zuerst von zwei Klassen je mindestens {fewest} Fotos zuordnen.</translation>
    </message>
    <message>
        <source>Labelled photos of a group that has photos in the test split take no part: the model must not learn from their like.</source>
        <translation>Fotos mit Label aus einer Gruppe, die Testfotos enthält, nehmen nicht am Training teil: Das Modell darf nicht aus ihresgleichen lernen.</translation>
    </message>
    <message>
        <source>Too few photos, a training needs {fewest} of each class: {classes}</source>
        <translation>Zu wenige Fotos, ein Training braucht {fewest} je Klasse: {classes}</translation>
    </message>
    <message>
        <source>Train without «{name}»</source>
        <translation>Ohne „{name}“ trainieren</translation>
    </message>
    <message numerus="yes">
        <source>Train without %n class(es)</source>
        <translation>
            <numerusform>Ohne %n Klasse trainieren</numerusform>
            <numerusform>Ohne %n Klassen trainieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Train, and leave out: {classes}. Their labels are kept.</source>
        <translation>Trainieren und dabei auslassen: {classes}. Ihre Labels bleiben erhalten.</translation>
    </message>
    <message>
        <source>Trainings go without these until they have more photos: {classes}</source>
        <translation>Trainings laufen ohne diese, bis sie mehr Fotos haben: {classes}</translation>
    </message>
    <message numerus="yes">
        <source>{labelled} of %n photo(s) labelled</source>
        <translation>
            <numerusform>{labelled} von %n Foto mit Label</numerusform>
            <numerusform>{labelled} von %n Fotos mit Label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them can&apos;t be read</source>
        <translation>
            <numerusform>%n davon ist nicht lesbar</numerusform>
            <numerusform>%n davon sind nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>Splits are made by the first training</source>
        <translation>Das erste Training legt die Aufteilung fest</translation>
    </message>
    <message numerus="yes">
        <source>%n kept out, like test photos</source>
        <translation>
            <numerusform>%n ausgelassen, Testfotos zu ähnlich</numerusform>
            <numerusform>%n ausgelassen, Testfotos zu ähnlich</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecallsModel</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Recall by epoch</source>
        <translation>Recall je Epoche</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Recall: the share of a class&apos;s validation photos that are found</source>
        <translation>Recall (Trefferquote): der Anteil der Validierungsfotos einer Klasse, der gefunden wird</translation>
    </message>
    <message>
        <source>{name} has no validation photo, so nothing says how well it is found</source>
        <translation>{name} hat kein Validierungsfoto, deshalb ist nicht bekannt, wie gut die Klasse gefunden wird</translation>
    </message>
    <message>
        <source>{name}: {found} of {photos} validation photos found in the last epoch</source>
        <translation>{name}: {found} von {photos} Validierungsfotos in der letzten Epoche gefunden</translation>
    </message>
</context>
<context>
    <name>RecallsTable</name>
    <message>
        <source>Recall of each class</source>
        <translation>Trefferquote (Recall) je Klasse</translation>
    </message>
    <message>
        <source>This run was trained by an earlier version, which did not write down how each class was found.</source>
        <translation>Dieser Lauf wurde mit einer früheren Version trainiert, die nicht festhielt, wie gut jede Klasse gefunden wurde.</translation>
    </message>
    <message>
        <source>After the first epoch each class stands here with the share of its validation photos that are found.</source>
        <translation>Nach der ersten Epoche steht hier jede Klasse mit dem Anteil ihrer Validierungsfotos, die gefunden werden.</translation>
    </message>
</context>
<context>
    <name>RecentProjects</name>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
</context>
<context>
    <name>RecipeFiles</name>
    <message>
        <source>The recipe was saved as {file}.</source>
        <translation>Das Rezept wurde als {file} gespeichert.</translation>
    </message>
    <message>
        <source>Load a recipe</source>
        <translation>Rezept laden</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>The recipe was copied as JSON.</source>
        <translation>Das Rezept wurde als JSON kopiert.</translation>
    </message>
    <message>
        <source>Recipe (*.json)</source>
        <translation>Rezept (*.json)</translation>
    </message>
</context>
<context>
    <name>RecipeForm</name>
    <message>
        <source>Find a learning rate by trying (Ctrl+L)</source>
        <translation>Lernrate durch Ausprobieren finden (Strg+L)</translation>
    </message>
    <message>
        <source>See, add and fetch weights of backbones (Ctrl+Shift+W)</source>
        <translation>Gewichte der Backbones ansehen, hinzufügen und abrufen (Strg+Umschalt+W)</translation>
    </message>
    <message>
        <source>Show what the augmentation makes of photos (Ctrl+Shift+P)</source>
        <translation>Zeigen, wie das Rezept Fotos verändert (Strg+Umschalt+P)</translation>
    </message>
    <message numerus="yes">
        <source>Advanced: %n to correct</source>
        <translation>
            <numerusform>Erweitert: %n zu korrigieren</numerusform>
            <numerusform>Erweitert: %n zu korrigieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Advanced: %n changed</source>
        <translation>
            <numerusform>Erweitert: %n geändert</numerusform>
            <numerusform>Erweitert: %n geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
</context>
<context>
    <name>RecipePanel</name>
    <message>
        <source>Load a recipe</source>
        <translation>Rezept laden</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>Copy the recipe as JSON</source>
        <translation>Rezept als JSON kopieren</translation>
    </message>
    <message>
        <source>Reset the recipe to the preset</source>
        <translation>Rezept auf die Vorlage zurücksetzen</translation>
    </message>
    <message>
        <source>Choose a backbone</source>
        <translation>Backbone wählen</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>Lernrate finden</translation>
    </message>
    <message>
        <source>Show what the augmentation makes of photos</source>
        <translation>Zeigen, wie das Rezept Fotos verändert</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>Erweiterte Einstellungen</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>The recipe is the preset&apos;s again.</source>
        <translation>Das Rezept ist wieder das der Vorlage.</translation>
    </message>
    <message>
        <source>The recipe&apos;s learning rate is {rate}.</source>
        <translation>Die Lernrate des Rezepts ist {rate}.</translation>
    </message>
    <message>
        <source>The recipe of {file} is shown.</source>
        <translation>Das Rezept aus {file} wird gezeigt.</translation>
    </message>
    <message>
        <source>The corrected recipe is shown. Train tries it.</source>
        <translation>Das korrigierte Rezept wird gezeigt. „Trainieren“ probiert es aus.</translation>
    </message>
    <message>
        <source>The recipe of {run} is shown. Change it, or train the same again.</source>
        <translation>Das Rezept von {run} wird gezeigt. Ändern oder noch einmal trainieren.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed. Back to the preset</source>
        <translation>
            <numerusform>%n Einstellung geändert. Zurück zur Vorlage</numerusform>
            <numerusform>%n Einstellungen geändert. Zurück zur Vorlage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) to correct first.</source>
        <translation>
            <numerusform>Zuerst ist %n Einstellung zu korrigieren.</numerusform>
            <numerusform>Zuerst sind %n Einstellungen zu korrigieren.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reliability</name>
    <message>
        <source>Share that is right (%)</source>
        <translation>Anteil richtiger Antworten (%)</translation>
    </message>
    <message>
        <source>Confidence (%)</source>
        <translation>Konfidenz (%)</translation>
    </message>
    <message>
        <source>on the whole as sure as it is right</source>
        <translation>im Ganzen genauso sicher, wie es richtigliegt</translation>
    </message>
    <message>
        <source>on the whole surer than it is right</source>
        <translation>im Ganzen sicherer, als es richtigliegt</translation>
    </message>
    <message>
        <source>on the whole less sure than it is right</source>
        <translation>im Ganzen weniger sicher, als es richtigliegt</translation>
    </message>
    <message>
        <source>Calibration error {error}: the model is {lean}. Pale bars stand for few photos.</source>
        <translation>Kalibrierungsfehler {error}: Das Modell ist {lean}. Blasse Balken stehen für wenige Fotos.</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>The report is in {file}</source>
        <translation>Der Bericht liegt in {file}</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>No run to look at yet</source>
        <translation>Noch kein Lauf zum Ansehen</translation>
    </message>
    <message>
        <source>Train a run first. Its accuracy on photos it never saw, its confusions and its mistakes are shown here.</source>
        <translation>Zuerst einen Lauf trainieren. Seine Genauigkeit bei Fotos, die er nie sah, seine Verwechslungen und seine Fehler werden hier gezeigt.</translation>
    </message>
    <message>
        <source>Train a run</source>
        <translation>Lauf trainieren</translation>
    </message>
    <message>
        <source>Reading the figures</source>
        <translation>Zahlen werden gelesen</translation>
    </message>
    <message>
        <source>They appear in a moment.</source>
        <translation>Sie erscheinen gleich.</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Move in the confusion matrix and in the photos</source>
        <translation>In der Konfusionsmatrix und in den Fotos bewegen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Show the photos of a cell</source>
        <translation>Die Fotos einer Zelle zeigen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Back to all mistakes</source>
        <translation>Zurück zu allen Fehlern</translation>
    </message>
    <message>
        <source>+, -, Space, wheel, drag</source>
        <translation>+, -, Leertaste, Mausrad, Ziehen</translation>
    </message>
    <message>
        <source>Zoom and move the photo, with the focus on it</source>
        <translation>Das Foto zoomen und verschieben, wenn es den Fokus hat</translation>
    </message>
    <message>
        <source>Alt+H, Alt+D, Alt+U, Alt+K</source>
        <translation>Alt+C, Alt+D, Alt+U, Alt+K</translation>
    </message>
    <message>
        <source>Heatmap: opacity, method, colours and outline, check</source>
        <translation>Heatmap: Deckkraft, Methode, Farben und Umriss, Prüfung</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Predict photos</source>
        <translation>Fotos vorhersagen</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Write figures, mistakes and recipe of this run into one HTML file (Ctrl+E)</source>
        <translation>Zahlen, Fehler und Rezept dieses Laufs in eine HTML-Datei schreiben (Strg+E)</translation>
    </message>
    <message>
        <source>Export model…</source>
        <translation>Modell exportieren…</translation>
    </message>
    <message>
        <source>Write the model as a file or folder for another computer or program (Ctrl+Shift+E)</source>
        <translation>Das Modell als Datei oder Ordner für einen anderen Computer oder ein anderes Programm schreiben (Strg+Umschalt+E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>RunCurves</name>
    <message>
        <source>Curves of the runs</source>
        <translation>Kurven der Läufe</translation>
    </message>
    <message>
        <source>Validation loss (nats) by epoch</source>
        <translation>Validierungsverlust (nats) je Epoche</translation>
    </message>
    <message>
        <source>Validation accuracy (%) by epoch</source>
        <translation>Validierungsgenauigkeit (%) je Epoche</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Hold the prediction, or let it go on (Ctrl+Shift+Space)</source>
        <translation>Vorhersage pausieren oder fortsetzen (Strg+Umschalt+Leertaste)</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Answer for the photos that have no answer yet (Ctrl+R)</source>
        <translation>Die Fotos vorhersagen, die noch keine Antwort haben (Strg+R)</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>{done} of {total} photos have their answer; the others were not asked for before it ended.</source>
        <translation>{done} von {total} Fotos haben ihre Antwort; die übrigen kamen vor dem Ende nicht mehr an die Reihe.</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Run {name} moved to the trash</source>
        <translation>Lauf {name} in den Papierkorb verschoben</translation>
    </message>
    <message numerus="yes">
        <source>%n runs moved to the trash</source>
        <translation>
            <numerusform>%n Lauf in den Papierkorb verschoben</numerusform>
            <numerusform>%n Läufe in den Papierkorb verschoben</numerusform>
        </translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurückholen</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>Accuracy on the validation photos, of the epoch that was kept</source>
        <translation>Genauigkeit auf den Validierungsfotos, von der Epoche, die behalten wurde</translation>
    </message>
    <message>
        <source>From its beginning to its end</source>
        <translation>Vom Anfang bis zum Ende</translation>
    </message>
    <message>
        <source>The preset its recipe is nearest to, and how many settings differ</source>
        <translation>Die Vorlage, der das Rezept am nächsten kommt, und wie viele Einstellungen abweichen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>Name des Laufs</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>How far it got</source>
        <translation>Wie weit er gekommen ist</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Valid.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Accuracy on the test photos</source>
        <translation>Genauigkeit auf den Testfotos</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>Macro F1 on the test photos: every class counts the same</source>
        <translation>Makro-F1 auf den Testfotos: Jede Klasse zählt gleich viel</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>When it was begun</source>
        <translation>Wann er begonnen wurde</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Epochs that ended</source>
        <translation>Abgeschlossene Epochen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>The pretrained network</source>
        <translation>Das vortrainierte Netz</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>What somebody wrote on it; kept in the run&apos;s folder</source>
        <translation>Was jemand dazu geschrieben hat; im Ordner des Laufs gespeichert</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Starred runs; kept in the run&apos;s folder</source>
        <translation>Läufe mit Stern; im Ordner des Laufs gespeichert</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Not starred</source>
        <translation>Ohne Stern</translation>
    </message>
    <message>
        <source>No epoch has ended</source>
        <translation>Keine Epoche ist abgeschlossen</translation>
    </message>
    <message>
        <source>Not measured on the test photos</source>
        <translation>Nicht auf den Testfotos ausgewertet</translation>
    </message>
    <message numerus="yes">
        <source>{preset}, %n setting(s) changed</source>
        <translation>
            <numerusform>{preset}, %n Einstellung geändert</numerusform>
            <numerusform>{preset}, %n Einstellungen geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Starred (Ctrl+D takes the star away)</source>
        <translation>Mit Stern (Strg+D nimmt ihn weg)</translation>
    </message>
    <message>
        <source>Star the run (Ctrl+D)</source>
        <translation>Stern vergeben (Strg+D)</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Compare the selected runs</source>
        <translation>Die ausgewählten Läufe vergleichen</translation>
    </message>
    <message>
        <source>Train again with changes</source>
        <translation>Mit Änderungen neu trainieren</translation>
    </message>
    <message>
        <source>Train the same again</source>
        <translation>Noch einmal trainieren</translation>
    </message>
    <message>
        <source>Write a note on the run</source>
        <translation>Notiz zum Lauf schreiben</translation>
    </message>
    <message>
        <source>Rename the run</source>
        <translation>Lauf umbenennen</translation>
    </message>
    <message>
        <source>Show the run&apos;s folder</source>
        <translation>Ordner des Laufs zeigen</translation>
    </message>
    <message>
        <source>Delete the run</source>
        <translation>Lauf löschen</translation>
    </message>
    <message>
        <source>All columns of the runs</source>
        <translation>Alle Spalten der Läufe</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>More to do with runs</source>
        <translation>Mehr zu den Läufen</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>Stern entfernen</translation>
    </message>
    <message>
        <source>Star the run</source>
        <translation>Stern vergeben</translation>
    </message>
</context>
<context>
    <name>RunsTable</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>SavedBox</name>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>A filter and its order can be kept under a name.</source>
        <translation>Ein Filter und seine Sortierung lassen sich unter einem Namen speichern.</translation>
    </message>
    <message>
        <source>Name of this filter</source>
        <translation>Name dieses Filters</translation>
    </message>
    <message>
        <source>Enter keeps the filter and the order under this name</source>
        <translation>Return speichert den Filter und die Sortierung unter diesem Namen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Keep the filter and the order under this name (Enter)</source>
        <translation>Filter und Sortierung unter diesem Namen speichern (Return)</translation>
    </message>
    <message>
        <source>Show these photos</source>
        <translation>Diese Fotos anzeigen</translation>
    </message>
    <message>
        <source>Forget {name}</source>
        <translation>{name} entfernen</translation>
    </message>
</context>
<context>
    <name>ScoreCurves</name>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>Präzision und Trefferquote</translation>
    </message>
    <message>
        <source>Recall (%)</source>
        <translation>Trefferquote (%)</translation>
    </message>
    <message>
        <source>Precision (%)</source>
        <translation>Präzision (%)</translation>
    </message>
    <message>
        <source>Photos of other classes taken for it (%)</source>
        <translation>Fotos anderer Klassen, fälschlich dafür gehalten (%)</translation>
    </message>
    <message>
        <source>Choose a class in the table to bring its curve out.</source>
        <translation>Eine Klasse in der Tabelle wählen, um ihre Kurve hervorzuheben.</translation>
    </message>
    <message>
        <source>{name}: area under the curve {area}</source>
        <translation>{name}: Fläche unter der Kurve {area}</translation>
    </message>
    <message>
        <source>{name}: average precision {area}</source>
        <translation>{name}: mittlere Präzision {area}</translation>
    </message>
</context>
<context>
    <name>ScoresModel</name>
    <message>
        <source>The class a person gave</source>
        <translation>Die Klasse, die ein Mensch vergeben hat</translation>
    </message>
    <message>
        <source>Of the photos predicted so, the share that are</source>
        <translation>Von den so vorhergesagten Fotos der Anteil, der stimmt</translation>
    </message>
    <message>
        <source>Of the photos that are, the share predicted so</source>
        <translation>Trefferquote: von den Fotos dieser Klasse der Anteil, der so vorhergesagt wurde</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall</source>
        <translation>Das harmonische Mittel aus Präzision und Trefferquote</translation>
    </message>
    <message>
        <source>Photos labelled so</source>
        <translation>Fotos mit diesem Label</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>No photo was predicted as {name}, so there is no precision</source>
        <translation>Kein Foto wurde als {name} vorhergesagt, deshalb gibt es keine Präzision</translation>
    </message>
    <message>
        <source>No photo of this split is labelled {name}, so there is no recall</source>
        <translation>Kein Foto dieser Aufteilung ist {name} zugeordnet, deshalb gibt es keine Trefferquote</translation>
    </message>
    <message>
        <source>F1 needs precision and recall</source>
        <translation>F1 braucht Präzision und Trefferquote</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message numerus="yes">
        <source>%n missing photo(s) found in {folder}; {left} still missing.</source>
        <translation>
            <numerusform>%n fehlendes Foto in {folder} gefunden; {left} fehlen noch.</numerusform>
            <numerusform>%n fehlende Fotos in {folder} gefunden; {left} fehlen noch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n missing photo(s) found in {folder}, which is not inside the project&apos;s folder.</source>
        <translation>
            <numerusform>{found} von %n fehlendem Foto in {folder} gefunden. Dieser Ordner liegt nicht im Projektordner.</numerusform>
            <numerusform>{found} von %n fehlenden Fotos in {folder} gefunden. Dieser Ordner liegt nicht im Projektordner.</numerusform>
        </translation>
    </message>
    <message>
        <source>It has labels of its own: open it, or move the photos into {root}.</source>
        <translation>Er hat eigene Labels: Diesen Ordner öffnen oder die Fotos nach {root} verschieben.</translation>
    </message>
    <message>
        <source>Open that folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Move the photos into {root}, or open that folder with a copy of these labels and runs.</source>
        <translation>Die Fotos nach {root} verschieben oder diesen Ordner mit einer Kopie dieser Labels und Läufe öffnen.</translation>
    </message>
    <message>
        <source>Open it with these labels</source>
        <translation>Mit diesen Labels öffnen</translation>
    </message>
    <message>
        <source>The missing photo is not in {folder}.</source>
        <translation>Das fehlende Foto ist nicht in {folder}.</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n missing photo(s) is in {folder}.</source>
        <translation>
            <numerusform>%n fehlendes Foto ist nicht in {folder}.</numerusform>
            <numerusform>Keines der %n fehlenden Fotos ist in {folder}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Labels and runs were copied here. Those of {folder} stay as they are.</source>
        <translation>Labels und Läufe wurden hierher kopiert. Die in {folder} bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>{folder} can&apos;t be written, so its labels and runs are kept in {place}. The photos are read where they are.</source>
        <translation>In {folder} kann nicht geschrieben werden, deshalb liegen Labels und Läufe in {place}. Die Fotos werden dort gelesen, wo sie sind.</translation>
    </message>
    <message>
        <source>Learning rates are being tried. Cancel that, or wait until it has ended.</source>
        <translation>Gerade werden Lernraten ausprobiert. Das abbrechen oder warten, bis es beendet ist.</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n Thread</numerusform>
            <numerusform>CPU, %n Threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetsModel</name>
    <message numerus="yes">
        <source>{when}, %n photo(s)</source>
        <translation>
            <numerusform>{when}, %n Foto</numerusform>
            <numerusform>{when}, %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{when}, {done} of %n photo(s)</source>
        <translation>
            <numerusform>{when}, {done} von %n Foto</numerusform>
            <numerusform>{when}, {done} von %n Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Weights of backbones</source>
        <translation>Gewichte der Backbones</translation>
    </message>
    <message>
        <source>Files put here are offered in the recipe.</source>
        <translation>Dateien in diesem Ordner werden im Rezept angeboten.</translation>
    </message>
    <message>
        <source>Log and crash reports</source>
        <translation>Protokoll und Absturzberichte</translation>
    </message>
    <message>
        <source>They stay here; you may send one to somebody.</source>
        <translation>Sie bleiben hier; bei Bedarf lässt sich einer an jemanden senden.</translation>
    </message>
    <message>
        <source>As the system has them</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light or dark colours for the whole window</source>
        <translation>Helle oder dunkle Farben für das ganze Fenster</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of the window, from the next start on</source>
        <translation>Sprache des Fensters, ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Holds from the next start on.
Findings, reports and some messages stay English.</source>
        <translation>Gilt ab dem nächsten Start.
Befunde, Berichte und manche Meldungen bleiben englisch.</translation>
    </message>
    <message>
        <source>Your name in the history of labels</source>
        <translation>Ihr Name im Verlauf der Labels</translation>
    </message>
    <message>
        <source>Stands beside every label you give from now on</source>
        <translation>Steht bei jedem Label, das Sie von jetzt an vergeben</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Stands in the history of the labels you give.</source>
        <translation>Steht im Verlauf der Labels, die Sie vergeben.</translation>
    </message>
    <message>
        <source>Clear the cache</source>
        <translation>Cache leeren</translation>
    </message>
    <message>
        <source>Throw it away; it is made again when it is needed</source>
        <translation>Verwerfen; er entsteht neu, wenn er gebraucht wird</translation>
    </message>
    <message>
        <source>Cache of this project</source>
        <translation>Cache dieses Projekts</translation>
    </message>
    <message>
        <source>Thumbnails and features.</source>
        <translation>Miniaturbilder und Merkmale.</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist offen</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Wird gemessen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Open {folder}</source>
        <translation>{folder} öffnen</translation>
    </message>
    <message>
        <source>Show the folder: {words}</source>
        <translation>Ordner zeigen: {words}</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Used only for what you ask for: weights, newer versions.</source>
        <translation>Nur genutzt für das, was Sie anfordern: Gewichte, neuere Versionen.</translation>
    </message>
    <message>
        <source>See, add and fetch weights, and allow the network</source>
        <translation>Gewichte ansehen, hinzufügen, abrufen und das Netzwerk erlauben</translation>
    </message>
    <message>
        <source>Not used: nothing is fetched, sent, or looked up.</source>
        <translation>Nicht genutzt: Nichts wird abgerufen, gesendet oder nachgeschlagen.</translation>
    </message>
    <message>
        <source>Weights…</source>
        <translation>Gewichte…</translation>
    </message>
    <message>
        <source>Copy the diagnosis</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Versions, device and folders, as text for the clipboard</source>
        <translation>Versionen, Gerät und Ordner als Text in die Zwischenablage</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Newer versions</source>
        <translation>Neuere Versionen</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>No graphics card</source>
        <translation>Keine Grafikkarte</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Wird kopiert</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the settings (Esc)</source>
        <translation>Die Einstellungen schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>SheetTable</name>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Class: yes or no</source>
        <translation>Klasse: ja oder nein</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>Erste Zeilen der Datei</translation>
    </message>
    <message>
        <source>column {number}</source>
        <translation>Spalte {number}</translation>
    </message>
    <message>
        <source>Role of the column {name}</source>
        <translation>Rolle der Spalte {name}</translation>
    </message>
</context>
<context>
    <name>SideBySideModel</name>
    <message>
        <source>Figures on the test photos, with their 95 % intervals</source>
        <translation>Zahlen auf den Testfotos, mit ihren 95-%-Intervallen</translation>
    </message>
    <message>
        <source>None of them was measured on the test photos</source>
        <translation>Keiner von ihnen wurde auf den Testfotos ausgewertet</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Recipe: what differs</source>
        <translation>Rezept: die Unterschiede</translation>
    </message>
    <message>
        <source>Their recipes are the same</source>
        <translation>Ihre Rezepte sind gleich</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>Validierungsgenauigkeit</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <source>Epoch that was kept</source>
        <translation>Behaltene Epoche</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>The class that stays</source>
        <translation>Die Klasse, die bleibt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave all as it is (Esc)</source>
        <translation>Alles lassen, wie es ist (Esc)</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>Undo brings them back.</source>
        <translation>„Rückgängig“ bringt alles zurück.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n class(es)?</source>
        <translation>
            <numerusform>%n Klasse löschen?</numerusform>
            <numerusform>%n Klassen löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo brings them back, one class at a time.</source>
        <translation>„Rückgängig“ bringt sie zurück, eine Klasse nach der anderen.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) will be unlabelled.</source>
        <translation>
            <numerusform>%n Foto verliert sein Label.</numerusform>
            <numerusform>%n Fotos verlieren ihr Label.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Merge {name} into</source>
        <translation>{name} zusammenführen mit</translation>
    </message>
    <message numerus="yes">
        <source>Merge %n class(es) into</source>
        <translation>
            <numerusform>%n Klasse zusammenführen mit</numerusform>
            <numerusform>%n Klassen zusammenführen mit</numerusform>
        </translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>There is already a class named {name}</source>
        <translation>Es gibt schon eine Klasse namens {name}</translation>
    </message>
    <message>
        <source>Merge {name} into it?</source>
        <translation>{name} damit zusammenführen?</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) will be labelled {name}.</source>
        <translation>
            <numerusform>%n Foto wird der Klasse {name} zugeordnet.</numerusform>
            <numerusform>%n Fotos werden der Klasse {name} zugeordnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo brings the classes back.</source>
        <translation>„Rückgängig“ bringt die Klassen zurück.</translation>
    </message>
</context>
<context>
    <name>SourceStrip</name>
    <message>
        <source>Read without a file of class names</source>
        <translation>Ohne Datei mit Klassennamen lesen</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Lesen als</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>Which program&apos;s file this is</source>
        <translation>Aus welchem Programm die Datei stammt</translation>
    </message>
    <message>
        <source>Which sheet of the workbook holds the labels</source>
        <translation>Welches Blatt der Arbeitsmappe die Labels enthält</translation>
    </message>
    <message>
        <source>A file that names classes given by number, one name a line</source>
        <translation>Eine Datei, die nummerierte Klassen benennt, ein Name je Zeile</translation>
    </message>
    <message>
        <source>Names of the classes…</source>
        <translation>Klassennamen…</translation>
    </message>
    <message>
        <source>Names from {file}</source>
        <translation>Namen aus {file}</translation>
    </message>
    <message>
        <source>Read all files of {folder}</source>
        <translation>Alle Dateien von {folder} lesen</translation>
    </message>
    <message>
        <source>The other files of {folder} belong to this one</source>
        <translation>Die anderen Dateien von {folder} gehören zu dieser</translation>
    </message>
    <message>
        <source>{format} (recognised)</source>
        <translation>{format} (erkannt)</translation>
    </message>
    <message>
        <source>What it looks like</source>
        <translation>Wonach es aussieht</translation>
    </message>
    <message>
        <source>Choose the file that names the classes</source>
        <translation>Datei mit den Klassennamen wählen</translation>
    </message>
    <message>
        <source>Names of classes (*.txt *.csv *.json *.names)</source>
        <translation>Klassennamen (*.txt *.csv *.json *.names)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>SplitRow</name>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Mehrere</translation>
    </message>
    <message>
        <source>The test split is locked, so that all runs are measured alike</source>
        <translation>Die Testfotos sind gesperrt, damit alle Läufe mit gleichem Maß gemessen werden</translation>
    </message>
    <message>
        <source>Photos of one group change their split together</source>
        <translation>Fotos einer Gruppe wechseln ihre Aufteilung gemeinsam</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Label</source>
        <translation>Labeln</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersage</translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message>
        <source>Open a folder of photos</source>
        <translation>Fotoordner öffnen</translation>
    </message>
    <message>
        <source>Try the sample project</source>
        <translation>Beispielprojekt ausprobieren</translation>
    </message>
    <message>
        <source>Sample photos drawn</source>
        <translation>Gezeichnete Beispielfotos</translation>
    </message>
    <message>
        <source>Drop a folder of photos here</source>
        <translation>Fotoordner hier ablegen</translation>
    </message>
    <message>
        <source>Your photos stay where they are. Nothing is changed or uploaded.</source>
        <translation>Ihre Fotos bleiben, wo sie sind. Nichts wird geändert oder hochgeladen.</translation>
    </message>
    <message>
        <source>{done} of {total} sample photos drawn</source>
        <translation>{done} von {total} Beispielfotos gezeichnet</translation>
    </message>
    <message>
        <source>Drawing sample photos</source>
        <translation>Beispielfotos werden gezeichnet</translation>
    </message>
    <message>
        <source>The sample photos could not be written to {folder}: {problem}</source>
        <translation>Die Beispielfotos konnten nicht in {folder} geschrieben werden: {problem}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Starting the engine</source>
        <translation>Rechenprozess startet</translation>
    </message>
    <message>
        <source>What computes</source>
        <translation>Was rechnet</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Reading the folder: {found} found</source>
        <translation>Ordner wird gelesen: {found} gefunden</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Accept the suggestion</source>
        <translation>Vorschlag annehmen</translation>
    </message>
    <message>
        <source>Accept all suggestions above a confidence…</source>
        <translation>Alle Vorschläge ab einer Konfidenz annehmen…</translation>
    </message>
    <message>
        <source>Accept suggestions</source>
        <translation>Vorschläge annehmen</translation>
    </message>
    <message>
        <source>Label all photos without a label whose suggestion is at least this sure (%). Undo takes it back.</source>
        <translation>Allen Fotos ohne Label, deren Vorschlag mindestens so sicher ist (%), den Vorschlag als Label geben. „Rückgängig“ nimmt es zurück.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Choose whose predictions are suggested first: “Predictions of”, above the photos.</source>
        <translation>Zuerst wählen, wessen Vorhersagen vorgeschlagen werden: „Vorhersagen von“, über den Fotos.</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>%n Foto ausgewählt</numerusform>
            <numerusform>%n Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more class(es)</source>
        <translation>
            <numerusform>%n weitere Klasse</numerusform>
            <numerusform>%n weitere Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>Ohne Label</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Mehrere</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>{size} in all</source>
        <translation>{size} insgesamt</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
</context>
<context>
    <name>SurenessPanel</name>
    <message>
        <source>&amp;Accept at most</source>
        <translation>Zul&amp;assen: höchstens</translation>
    </message>
    <message>
        <source>wrong answers</source>
        <translation>falsche Antworten</translation>
    </message>
    <message>
        <source>Wrong answers (%)</source>
        <translation>Falsche Antworten (%)</translation>
    </message>
    <message>
        <source>Photos that are answered, the surest first (%)</source>
        <translation>Beantwortete Fotos, die sichersten zuerst (%)</translation>
    </message>
    <message>
        <source>Share of wrong answers that is accepted</source>
        <translation>Anteil falscher Antworten, der zugelassen ist</translation>
    </message>
    <message>
        <source>Below the confidence that keeps this, the model says not sure (Alt+A)</source>
        <translation>Unterhalb der Konfidenz, die das einhält, antwortet das Modell „unsicher“ (Alt+A)</translation>
    </message>
    <message>
        <source>This run was not measured on validation photos, so nothing says when it had better be not sure.</source>
        <translation>Dieser Lauf wurde nicht auf Validierungsfotos ausgewertet, daher sagt nichts, wann er besser „unsicher“ antwortet.</translation>
    </message>
    <message>
        <source>Accept more wrong answers, or label more photos and train again.</source>
        <translation>Mehr falsche Antworten hinnehmen oder mehr Fotos Klassen zuordnen und neu trainieren.</translation>
    </message>
    <message>
        <source>Answers below {threshold} are not sure: {share} of the photos.</source>
        <translation>Antworten unter {threshold} gelten als „unsicher“: {share} der Fotos.</translation>
    </message>
    <message numerus="yes">
        <source>Of the others, {error} were wrong on %n validation photo(s).</source>
        <translation>
            <numerusform>Von den übrigen waren bei %n Validierungsfoto {error} falsch.</numerusform>
            <numerusform>Von den übrigen waren bei %n Validierungsfotos {error} falsch.</numerusform>
        </translation>
    </message>
    <message>
        <source>An estimate, no promise: that takes at least {count} right answers without a mistake among them.</source>
        <translation>Eine Schätzung, kein Versprechen: Dafür braucht es mindestens {count} richtige Antworten ohne einen Fehler darunter.</translation>
    </message>
    <message>
        <source>On photos like these it will be at most {bound}, with 95 % certainty.</source>
        <translation>Bei Fotos wie diesen werden es mit 95 % Sicherheit höchstens {bound} sein.</translation>
    </message>
    <message>
        <source>This run does not go by it yet: choose a share.</source>
        <translation>Dieser Lauf richtet sich noch nicht danach: einen Anteil wählen.</translation>
    </message>
</context>
<context>
    <name>Surprises</name>
    <message>
        <source>Something unexpected went wrong. Labels and finished epochs are kept. If it happens again, close and open tldesk. What there is to know about it is in {file}, which was sent to nobody.</source>
        <translation>Ein unerwarteter Fehler ist aufgetreten. Labels und abgeschlossene Epochen bleiben erhalten. Tritt er wieder auf, tldesk schließen und neu öffnen. Was darüber bekannt ist, steht in {file}; die Datei wurde an niemanden gesendet.</translation>
    </message>
    <message>
        <source>tldesk ended unexpectedly the last time. Labels and finished epochs are kept. What there is to know about it is in {file}, which was sent to nobody.</source>
        <translation>tldesk wurde beim letzten Mal unerwartet beendet. Labels und abgeschlossene Epochen bleiben erhalten. Was darüber bekannt ist, steht in {file}; die Datei wurde an niemanden gesendet.</translation>
    </message>
    <message>
        <source>Show the file</source>
        <translation>Datei anzeigen</translation>
    </message>
</context>
<context>
    <name>Tenure</name>
    <message>
        <source>Open anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>suggested: {name}</source>
        <translation>vorgeschlagen: {name}</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>the file is missing</source>
        <translation>die Datei fehlt</translation>
    </message>
</context>
<context>
    <name>TopAnswers</name>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
</context>
<context>
    <name>TrainView</name>
    <message>
        <source>Train this recipe</source>
        <translation>Dieses Rezept trainieren</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Pfeil auf, Pfeil ab</translation>
    </message>
    <message>
        <source>Choose a preset or a run</source>
        <translation>Eine Vorlage oder einen Lauf wählen</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Next setting</source>
        <translation>Nächste Einstellung</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>The curves begin with the first epoch.</source>
        <translation>Die Kurven beginnen mit der ersten Epoche.</translation>
    </message>
    <message>
        <source>Nothing to train on yet</source>
        <translation>Noch nichts zum Trainieren</translation>
    </message>
    <message>
        <source>A model learns from photos that have a label. Label some photos of each of at least two classes.</source>
        <translation>Ein Modell lernt aus Fotos, die ein Label haben. Von mindestens zwei Klassen je einige Fotos zuordnen.</translation>
    </message>
    <message>
        <source>Label photos</source>
        <translation>Fotos zuordnen</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>Choose a preset on the left and press Train. Loss and accuracy are drawn here as they come.</source>
        <translation>Links eine Vorlage wählen und „Trainieren“ drücken. Verlust (Loss) und Genauigkeit werden hier laufend gezeichnet.</translation>
    </message>
</context>
<context>
    <name>TrainingButtons</name>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train this recipe (Ctrl+Return)</source>
        <translation>Dieses Rezept trainieren (Strg+Return)</translation>
    </message>
    <message>
        <source>Pause the training, or let it go on</source>
        <translation>Das Training pausieren oder fortsetzen</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>Stoppen, Bestes behalten</translation>
    </message>
    <message>
        <source>End the training now. The best epoch so far is measured and can predict.</source>
        <translation>Das Training jetzt stoppen. Die bisher beste Epoche wird ausgewertet und kann vorhersagen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Give the training up. Finished epochs are kept.</source>
        <translation>Das Training aufgeben. Fertige Epochen bleiben erhalten.</translation>
    </message>
    <message>
        <source>Label photos</source>
        <translation>Fotos zuordnen</translation>
    </message>
    <message>
        <source>Put this recipe into the queue; it is trained when the training under way has ended (Ctrl+Return)</source>
        <translation>Dieses Rezept in die Warteschlange stellen; es wird trainiert, sobald das laufende Training beendet ist (Strg+Return)</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on where it was held (Ctrl+P)</source>
        <translation>Dort fortsetzen, wo pausiert wurde (Strg+P)</translation>
    </message>
    <message>
        <source>Hold the training between two steps (Ctrl+P)</source>
        <translation>Das Training zwischen zwei Schritten pausieren (Strg+P)</translation>
    </message>
    <message>
        <source>Train the same afterwards</source>
        <translation>Danach noch einmal trainieren</translation>
    </message>
    <message>
        <source>Train afterwards</source>
        <translation>Danach trainieren</translation>
    </message>
    <message>
        <source>Train the same again</source>
        <translation>Noch einmal trainieren</translation>
    </message>
</context>
<context>
    <name>TrainingQueue</name>
    <message>
        <source>The training no longer waits.</source>
        <translation>Das Training wartet nicht mehr.</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Wieder einreihen</translation>
    </message>
    <message numerus="yes">
        <source>Cancelled. %n training(s) wait, and the queue is held.</source>
        <translation>
            <numerusform>Abgebrochen. %n Training wartet, und die Warteschlange ist pausiert.</numerusform>
            <numerusform>Abgebrochen. %n Trainings warten, und die Warteschlange ist pausiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>UndoActions</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Done again: {step}</source>
        <translation>Wiederhergestellt: {step}</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>Rückgängig gemacht: {step}</translation>
    </message>
    <message>
        <source>{name} ({keys})</source>
        <translation>{name} ({keys})</translation>
    </message>
    <message>
        <source>{name}: {step} ({keys})</source>
        <translation>{name}: {step} ({keys})</translation>
    </message>
    <message numerus="yes">
        <source>labels of %n photo(s) taken over</source>
        <translation>
            <numerusform>Label von %n Foto übernommen</numerusform>
            <numerusform>Labels von %n Fotos übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) merged into {name}</source>
        <translation>
            <numerusform>%n Klasse mit {name} zusammengeführt</numerusform>
            <numerusform>%n Klassen mit {name} zusammengeführt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) deleted</source>
        <translation>
            <numerusform>%n Klasse gelöscht</numerusform>
            <numerusform>%n Klassen gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>class {name} added</source>
        <translation>Klasse {name} hinzugefügt</translation>
    </message>
    <message>
        <source>class {name} changed</source>
        <translation>Klasse {name} geändert</translation>
    </message>
    <message numerus="yes">
        <source>%n classes changed</source>
        <translation>
            <numerusform>%n Klasse geändert</numerusform>
            <numerusform>%n Klassen geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>flag or note of %n photo(s)</source>
        <translation>
            <numerusform>Markierung oder Notiz von %n Foto</numerusform>
            <numerusform>Markierung oder Notiz von %n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label of %n photo(s) cleared</source>
        <translation>
            <numerusform>Label von %n Foto entfernt</numerusform>
            <numerusform>Label von %n Fotos entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) labelled {name}</source>
        <translation>
            <numerusform>%n Foto {name} zugeordnet</numerusform>
            <numerusform>%n Fotos {name} zugeordnet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnpackBox</name>
    <message>
        <source>Name of the new folder</source>
        <translation>Name des neuen Ordners</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are inside this file. They are unpacked into a new folder, which is then labelled.</source>
        <translation>
            <numerusform>%n Foto steckt in dieser Datei. Es wird in einen neuen Ordner entpackt und bekommt dann sein Label.</numerusform>
            <numerusform>%n Fotos stecken in dieser Datei. Sie werden in einen neuen Ordner entpackt und bekommen dann ihre Labels.</numerusform>
        </translation>
    </message>
    <message>
        <source>New folder in {folder}:</source>
        <translation>Neuer Ordner in {folder}:</translation>
    </message>
    <message>
        <source>The folder needs a name.</source>
        <translation>Der Ordner braucht einen Namen.</translation>
    </message>
    <message>
        <source>Not every system takes this name. {name} would do.</source>
        <translation>Nicht jedes System nimmt diesen Namen an. {name} ginge.</translation>
    </message>
    <message>
        <source>There is a folder of this name already; photos are only written into a new one.</source>
        <translation>Es gibt schon einen Ordner dieses Namens; Fotos werden nur in einen neuen geschrieben.</translation>
    </message>
</context>
<context>
    <name>UpdateControls</name>
    <message>
        <source>Tell me when there is a newer version</source>
        <translation>Melden, wenn es eine neuere Version gibt</translation>
    </message>
    <message>
        <source>Looks once a day, when the window opens; nothing is sent or installed</source>
        <translation>Sieht einmal am Tag nach, wenn das Fenster aufgeht; nichts wird gesendet oder installiert</translation>
    </message>
    <message>
        <source>Where it is announced: a file or https:// address</source>
        <translation>Wo das angekündigt wird: Datei oder https://-Adresse</translation>
    </message>
    <message>
        <source>Where newer versions are announced</source>
        <translation>Wo neuere Versionen angekündigt werden</translation>
    </message>
    <message>
        <source>Who looks after tldesk where you work can tell you</source>
        <translation>Wer tldesk bei Ihnen betreut, kann es Ihnen sagen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Choose the file that announces newer versions</source>
        <translation>Die Datei wählen, die neuere Versionen ankündigt</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>Jetzt nachsehen</translation>
    </message>
    <message>
        <source>Read what is announced there</source>
        <translation>Lesen, was dort angekündigt ist</translation>
    </message>
    <message>
        <source>Open page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Show the page of the newer version</source>
        <translation>Die Seite der neueren Version zeigen</translation>
    </message>
    <message>
        <source>A small file that names the newest version. Nothing is installed.</source>
        <translation>Eine kleine Datei, die die neueste Version nennt. Nichts wird installiert.</translation>
    </message>
    <message>
        <source>Announcements (*.json)</source>
        <translation>Ankündigungen (*.json)</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Wird nachgesehen</translation>
    </message>
    <message>
        <source>You have tldesk {version}; nothing newer is announced.</source>
        <translation>Sie haben tldesk {version}; nichts Neueres ist angekündigt.</translation>
    </message>
</context>
<context>
    <name>Updates</name>
    <message>
        <source>tldesk {version} is announced.</source>
        <translation>tldesk {version} ist angekündigt.</translation>
    </message>
    <message>
        <source>tldesk {version} is announced: {notes}</source>
        <translation>tldesk {version} ist angekündigt: {notes}</translation>
    </message>
    <message>
        <source>Open page</source>
        <translation>Seite öffnen</translation>
    </message>
</context>
<context>
    <name>WatchRow</name>
    <message>
        <source>The watched folder</source>
        <translation>Der überwachte Ordner</translation>
    </message>
    <message>
        <source>Keep a &amp;table</source>
        <translation>&amp;Tabelle führen</translation>
    </message>
    <message>
        <source>Keep a table of the answers up to date</source>
        <translation>Eine Tabelle der Antworten aktuell halten</translation>
    </message>
    <message>
        <source>Go on watching</source>
        <translation>Überwachung fortsetzen</translation>
    </message>
    <message>
        <source>Answer for the photos that came meanwhile, and for those that arrive</source>
        <translation>Die inzwischen gekommenen Fotos vorhersagen und alle, die eintreffen</translation>
    </message>
    <message>
        <source>a CSV table, an Excel workbook or JSON</source>
        <translation>eine CSV-Tabelle, eine Excel-Arbeitsmappe oder JSON</translation>
    </message>
    <message>
        <source>After each arrival all answers are written to {where} (Alt+T)</source>
        <translation>Sooft Fotos eintreffen, werden alle Antworten in {where} geschrieben (Alt+T)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Watch no more; the answers are kept (Ctrl+Shift+D)</source>
        <translation>Nicht mehr überwachen; die Antworten bleiben erhalten (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>{folder} was watched before with {model}</source>
        <translation>{folder} wurde früher mit {model} überwacht</translation>
    </message>
    <message>
        <source>Not any more</source>
        <translation>Nicht mehr</translation>
    </message>
    <message>
        <source>Offer it no more; the answers are kept</source>
        <translation>Nicht mehr anbieten; die Antworten bleiben erhalten</translation>
    </message>
    <message>
        <source>{folder} is away; {model} waits for it</source>
        <translation>{folder} ist nicht da; {model} wartet darauf</translation>
    </message>
    <message>
        <source>Watching {folder} with {model}</source>
        <translation>{folder} wird mit {model} überwacht</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) answered</source>
        <translation>
            <numerusform>%n Foto vorhergesagt</numerusform>
            <numerusform>%n Fotos vorhergesagt</numerusform>
        </translation>
    </message>
    <message>
        <source>the engine is at work</source>
        <translation>der Rechenprozess ist beschäftigt</translation>
    </message>
    <message>
        <source>last {when}</source>
        <translation>zuletzt {when}</translation>
    </message>
    <message>
        <source>table {file}</source>
        <translation>Tabelle {file}</translation>
    </message>
</context>
<context>
    <name>WatchedFolder</name>
    <message>
        <source>{folder} was watched when the project was closed.</source>
        <translation>{folder} wurde überwacht, als das Projekt geschlossen wurde.</translation>
    </message>
    <message>
        <source>Go on watching</source>
        <translation>Überwachung fortsetzen</translation>
    </message>
    <message>
        <source>The watched folder {folder} is there again.</source>
        <translation>Der überwachte Ordner {folder} ist wieder da.</translation>
    </message>
</context>
<context>
    <name>WeightsModel</name>
    <message>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Shared folder</source>
        <translation>Geteilter Ordner</translation>
    </message>
    <message>
        <source>Cache of the hub</source>
        <translation>Cache des Hubs</translation>
    </message>
    <message>
        <source>SHA-256 of the copy here</source>
        <translation>SHA-256 der Kopie hier</translation>
    </message>
    <message>
        <source>SHA-256 of the copy here: {digest}</source>
        <translation>SHA-256 der Kopie hier: {digest}</translation>
    </message>
    <message>
        <source>Your folder</source>
        <translation>Ihr Ordner</translation>
    </message>
    <message>
        <source>{name}: no such backbone</source>
        <translation>{name}: kein solches Backbone</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Fits, hash right</source>
        <translation>Passt samt Hash</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>Passt</translation>
    </message>
</context>
<context>
    <name>WeightsSheet</name>
    <message>
        <source>Weights of backbones</source>
        <translation>Gewichte der Backbones</translation>
    </message>
    <message>
        <source>Weights on this computer</source>
        <translation>Gewichte auf diesem Computer</translation>
    </message>
    <message>
        <source>Allow the &amp;network for fetching</source>
        <translation>Das &amp;Netzwerk zum Abrufen erlauben</translation>
    </message>
    <message>
        <source>&amp;Add a file…</source>
        <translation>D&amp;atei hinzufügen…</translation>
    </message>
    <message>
        <source>Off: nothing is fetched. On: only what you ask for (Alt+N)</source>
        <translation>Aus: Nichts wird abgerufen. Ein: nur, was Sie anfordern (Alt+N)</translation>
    </message>
    <message>
        <source>Check timm&apos;s, torchvision&apos;s or DINO&apos;s file and put it into your folder (Alt+A)</source>
        <translation>Eine Datei von timm, torchvision oder DINO prüfen und in Ihren Ordner legen (Alt+A)</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Read the chosen weights, compare hash and fit (Alt+V)</source>
        <translation>Die gewählten Gewichte lesen, Hash und Aufbau vergleichen (Alt+P)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Entfe&amp;rnen</translation>
    </message>
    <message>
        <source>Move the chosen file to the trash (Del)</source>
        <translation>Die gewählte Datei in den Papierkorb legen (Entf)</translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <translation>Abru&amp;fen</translation>
    </message>
    <message>
        <source>Fetch the weights of the named backbone from the hub (Alt+F)</source>
        <translation>Die Gewichte des genannten Backbones vom Hub abrufen (Alt+F)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this sheet (Esc)</source>
        <translation>Dieses Fenster schließen (Esc)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Backbone, as resnet18.a1_in1k</source>
        <translation>Backbone, z. B. resnet18.a1_in1k</translation>
    </message>
    <message>
        <source>Backbone to fetch, or that an added file is for</source>
        <translation>Backbone, das abgerufen wird oder zu dem eine hinzugefügte Datei gehört</translation>
    </message>
    <message>
        <source>What to fetch; and what a file is for that is named otherwise (Alt+B)</source>
        <translation>Was abgerufen wird; und wozu eine Datei gehört, die anders heißt (Alt+B)</translation>
    </message>
    <message>
        <source>&amp;Backbone</source>
        <translation>&amp;Backbone</translation>
    </message>
    <message>
        <source>Add weights</source>
        <translation>Gewichte hinzufügen</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt *.bin)</source>
        <translation>Gewichte (*.safetensors *.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>Adding {file}</source>
        <translation>{file} wird hinzugefügt</translation>
    </message>
    <message>
        <source>Verifying {name}</source>
        <translation>{name} wird geprüft</translation>
    </message>
    <message>
        <source>Fetching {name}</source>
        <translation>{name} wird abgerufen</translation>
    </message>
    <message>
        <source>{name} is here, {size}, checked</source>
        <translation>{name} ist da, {size}, geprüft</translation>
    </message>
    <message>
        <source>{name} fits, and its hash is that it came with</source>
        <translation>{name} passt, und der Hash stimmt mit dem mitgelieferten überein</translation>
    </message>
    <message>
        <source>{name} fits</source>
        <translation>{name} passt</translation>
    </message>
    <message>
        <source>{name} is in the trash</source>
        <translation>{name} liegt im Papierkorb</translation>
    </message>
    <message>
        <source>{title}: {licence}</source>
        <translation>{title}: {licence}</translation>
    </message>
    <message>
        <source>it is no file of weights; those end in {suffixes}</source>
        <translation>Sie enthält keine Gewichte; solche Dateien enden auf {suffixes}</translation>
    </message>
    <message>
        <source>{file} was refused: {reason}</source>
        <translation>{file} wurde abgewiesen: {reason}</translation>
    </message>
    <message>
        <source>Files that wait: {count}</source>
        <translation>Wartende Dateien: {count}</translation>
    </message>
    <message>
        <source>Here and checked: {kept} of {total}</source>
        <translation>Da und geprüft: {kept} von {total}</translation>
    </message>
    <message>
        <source>Refused as well: {files}</source>
        <translation>Auch abgewiesen: {files}</translation>
    </message>
</context>
<context>
    <name>Without</name>
    <message numerus="yes">
        <source>Train without %n class(es)</source>
        <translation>
            <numerusform>Ohne %n Klasse trainieren</numerusform>
            <numerusform>Ohne %n Klassen trainieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Train without «{name}»</source>
        <translation>Ohne „{name}“ trainieren</translation>
    </message>
</context>
<context>
    <name>_ChoicesModel</name>
    <message>
        <source>Add &apos;{name}&apos;</source>
        <translation>„{name}“ hinzufügen</translation>
    </message>
</context>
<context>
    <name>_Dot</name>
    <message>
        <source>Differs from the preset</source>
        <translation>Weicht von der Vorlage ab</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Open {folder}</source>
        <translation>{folder} öffnen</translation>
    </message>
    <message>
        <source>Take {name} off this list; the project stays as it is</source>
        <translation>{name} von dieser Liste nehmen; das Projekt bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Take {name} off the list</source>
        <translation>{name} von der Liste nehmen</translation>
    </message>
    <message>
        <source>Not found. Is its disk or share connected?</source>
        <translation>Nicht gefunden. Ist das Laufwerk oder die Freigabe verbunden?</translation>
    </message>
</context>
<context>
    <name>_Side</name>
    <message>
        <source>Class whose heatmap is drawn on this side</source>
        <translation>Klasse, deren Heatmap auf dieser Seite gezeichnet wird</translation>
    </message>
</context>
<context>
    <name>_UnsureMark</name>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
</context>
<context>
    <name>backbones</name>
    <message>
        <source>No accuracy was published for these weights.</source>
        <translation>Für diese Gewichte wurde keine Genauigkeit veröffentlicht.</translation>
    </message>
    <message>
        <source>{licence}: read it first</source>
        <translation>{licence}: zuerst lesen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>{licence}: commercial use allowed</source>
        <translation>{licence}: kommerzielle Nutzung erlaubt</translation>
    </message>
    <message>
        <source>{licence}: no commercial use</source>
        <translation>{licence}: keine kommerzielle Nutzung</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Here, in the cache</source>
        <translation>Hier, im Cache</translation>
    </message>
    <message>
        <source>On the hub</source>
        <translation>Auf dem Hub</translation>
    </message>
    <message>
        <source>As a file only</source>
        <translation>Nur als Datei</translation>
    </message>
    <message>
        <source>They come with the program.</source>
        <translation>Sie kommen mit dem Programm.</translation>
    </message>
    <message>
        <source>Not on this computer. Fetch them under Weights… (Ctrl+Shift+W), or put them there as {file}</source>
        <translation>Nicht auf diesem Computer. Unter Gewichte… (Strg+Umschalt+W) holen oder als {file} ablegen</translation>
    </message>
    <message>
        <source>Not on this computer. Put them there as {file}</source>
        <translation>Nicht auf diesem Computer. Als {file} ablegen</translation>
    </message>
    <message>
        <source>{number} parameters</source>
        <translation>{number} Parameter</translation>
    </message>
    <message>
        <source>{number} GMACs</source>
        <translation>{number} GMACs</translation>
    </message>
    <message>
        <source>ImageNet {share}</source>
        <translation>ImageNet {share}</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>torch can&apos;t use this Mac&apos;s graphics processor; it needs Apple silicon and macOS 14 or newer.</source>
        <translation>torch kann den Grafikprozessor dieses Macs nicht nutzen; dazu braucht es Apple Silicon und macOS 14 oder neuer.</translation>
    </message>
    <message>
        <source>There is an NVIDIA card, but this copy of tldesk computes with the processor alone. Install the one for CUDA.</source>
        <translation>Es gibt eine Karte von NVIDIA, aber diese Ausgabe von tldesk rechnet nur mit dem Prozessor. Bitte die für CUDA installieren.</translation>
    </message>
    <message>
        <source>This copy of tldesk computes with the processor alone, and no NVIDIA card was found.</source>
        <translation>Diese Ausgabe von tldesk rechnet nur mit dem Prozessor, und es wurde keine Karte von NVIDIA gefunden.</translation>
    </message>
    <message>
        <source>There is an NVIDIA card, but its driver is missing. Install NVIDIA&apos;s driver and start the computer again.</source>
        <translation>Es gibt eine Karte von NVIDIA, aber ihr Treiber fehlt. Bitte den Treiber von NVIDIA installieren und den Computer neu starten.</translation>
    </message>
    <message>
        <source>No NVIDIA card was found.</source>
        <translation>Keine Karte von NVIDIA gefunden.</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s driver is here, but it shows no card; perhaps CUDA_VISIBLE_DEVICES hides it.</source>
        <translation>Der Treiber von NVIDIA ist da, zeigt aber keine Karte; vielleicht verbirgt CUDA_VISIBLE_DEVICES sie.</translation>
    </message>
    <message>
        <source>The card&apos;s CUDA capability is {card}, this copy of torch needs {built} or newer.</source>
        <translation>Die CUDA-Capability der Karte ist {card}, diese Ausgabe von torch braucht {built} oder neuer.</translation>
    </message>
    <message>
        <source>The card&apos;s CUDA capability is {card}, this copy of torch is built for {built}. A newer tldesk may know it.</source>
        <translation>Die CUDA-Capability der Karte ist {card}, diese Ausgabe von torch ist für {built} gebaut. Ein neueres tldesk kennt sie vielleicht.</translation>
    </message>
</context>
<context>
    <name>endings</name>
    <message>
        <source>Cancelled. What was finished is kept.</source>
        <translation>Abgebrochen. Was fertig war, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The memory of {device} was too small for this job. Labels and finished epochs are kept. Choose a smaller batch size or image size and train again.</source>
        <translation>Der Speicher von {device} war für diese Aufgabe zu klein. Labels und fertige Epochen bleiben erhalten. Eine kleinere Stapelgröße oder Bildgröße wählen und neu trainieren.</translation>
    </message>
    <message>
        <source>The engine&apos;s process ended unexpectedly. Labels and finished epochs are kept. Start the job again; if it happens twice, close other programs to free memory.</source>
        <translation>Der Rechenprozess endete unerwartet. Labels und fertige Epochen bleiben erhalten. Die Aufgabe neu starten; geschieht es noch einmal, andere Programme schließen, damit Speicher frei wird.</translation>
    </message>
    <message>
        <source>The engine&apos;s process ended unexpectedly (exit code {code}). Labels and finished epochs are kept. Start the job again; if it happens twice, close other programs to free memory.</source>
        <translation>Der Rechenprozess endete unerwartet (Exit-Code {code}). Labels und fertige Epochen bleiben erhalten. Die Aufgabe neu starten; geschieht es noch einmal, andere Programme schließen, damit Speicher frei wird.</translation>
    </message>
    <message>
        <source>The engine can&apos;t start: {reason}. Install tldesk again, on Windows also the Microsoft Visual C++ Redistributable; tldesk --diagnose says more.</source>
        <translation>Der Rechenprozess kann nicht starten: {reason}. Installieren Sie tldesk neu, unter Windows auch das Microsoft Visual C++ Redistributable; tldesk --diagnose sagt mehr.</translation>
    </message>
    <message>
        <source>The engine&apos;s process did not start: {reason}. Close other programs to free memory and start tldesk again; tldesk --diagnose says more.</source>
        <translation>Der Rechenprozess ist nicht gestartet: {reason}. Schließen Sie andere Programme, damit Speicher frei wird, und starten Sie tldesk neu; tldesk --diagnose sagt mehr.</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>balanced accuracy</source>
        <translation>ausgewogene Genauigkeit</translation>
    </message>
    <message>
        <source>top-3 accuracy</source>
        <translation>Top-3-Genauigkeit</translation>
    </message>
    <message>
        <source>top-5 accuracy</source>
        <translation>Top-5-Genauigkeit</translation>
    </message>
    <message>
        <source>macro precision</source>
        <translation>Makro-Präzision</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>Cohens Kappa</translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation>Matthews-Korrelation</translation>
    </message>
    <message>
        <source>log loss</source>
        <translation>Log-Verlust</translation>
    </message>
    <message>
        <source>calibration error</source>
        <translation>Kalibrierungsfehler</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>CSV, TSV or columns of text</source>
        <translation>CSV, TSV oder Textspalten</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel-Arbeitsmappe</translation>
    </message>
    <message>
        <source>Labels of tldesk</source>
        <translation>Labels von tldesk</translation>
    </message>
    <message>
        <source>Label Studio</source>
        <translation>Label Studio</translation>
    </message>
    <message>
        <source>Label Studio (CSV)</source>
        <translation>Label Studio (CSV)</translation>
    </message>
    <message>
        <source>Roboflow multi-class</source>
        <translation>Roboflow (mehrere Klassen)</translation>
    </message>
    <message>
        <source>COCO, COCO Camera Traps</source>
        <translation>COCO, COCO Camera Traps</translation>
    </message>
    <message>
        <source>FiftyOne classification</source>
        <translation>FiftyOne (Klassifikation)</translation>
    </message>
    <message>
        <source>Google AutoML, Vertex AI (CSV)</source>
        <translation>Google AutoML, Vertex AI (CSV)</translation>
    </message>
    <message>
        <source>Vertex AI (JSON Lines)</source>
        <translation>Vertex AI (JSON Lines)</translation>
    </message>
    <message>
        <source>Camtrap DP</source>
        <translation>Camtrap DP</translation>
    </message>
    <message>
        <source>Timelapse</source>
        <translation>Timelapse</translation>
    </message>
    <message>
        <source>labelme flags</source>
        <translation>labelme (Flags)</translation>
    </message>
    <message>
        <source>JSON objects</source>
        <translation>JSON-Objekte</translation>
    </message>
    <message>
        <source>Teachable Machine project</source>
        <translation>Teachable-Machine-Projekt</translation>
    </message>
</context>
<context>
    <name>heatmaps</name>
    <message>
        <source>Each feature map counts as much as it raises the class on average. The usual choice.</source>
        <translation>Jede Merkmalskarte zählt so viel, wie sie die Klasse im Mittel hebt. Die übliche Wahl.</translation>
    </message>
    <message>
        <source>Like Grad-CAM, but covers several objects of the class more evenly.</source>
        <translation>Wie Grad-CAM, deckt aber mehrere Objekte der Klasse gleichmäßiger ab.</translation>
    </message>
    <message>
        <source>Counts every place by itself: never shows places the network did not use.</source>
        <translation>Zählt jede Stelle für sich: zeigt nie Stellen, die das Netz nicht nutzte.</translation>
    </message>
    <message>
        <source>Only places that raise the class count; finer outlines.</source>
        <translation>Nur Stellen, die die Klasse heben, zählen; feinere Umrisse.</translation>
    </message>
    <message>
        <source>Switches feature maps off one by one and sees how the class drops. No gradients; slower.</source>
        <translation>Schaltet Merkmalskarten einzeln ab und sieht, wie die Klasse sinkt. Ohne Gradienten; langsamer.</translation>
    </message>
    <message>
        <source>What stands out to the network, the same for every class.</source>
        <translation>Was dem Netz auffällt, für jede Klasse gleich.</translation>
    </message>
    <message>
        <source>Where the transformer&apos;s attention goes, the same for every class.</source>
        <translation>Wohin die Aufmerksamkeit des Transformers geht, für jede Klasse gleich.</translation>
    </message>
    <message>
        <source>This map passed: hiding what it shows changes the answer, and networks that know nothing draw other maps.</source>
        <translation>Diese Karte hat bestanden: Verdecken, was sie zeigt, ändert die Antwort, und Netze, die nichts wissen, zeichnen andere Karten.</translation>
    </message>
    <message>
        <source>A plain spot in the middle of the photo does as well.</source>
        <translation>Ein einfacher Fleck in der Mitte des Fotos leistet dasselbe.</translation>
    </message>
    <message>
        <source>Don&apos;t trust this map.</source>
        <translation>Dieser Karte ist nicht zu trauen.</translation>
    </message>
    <message>
        <source>Nothing in this photo speaks for this class.</source>
        <translation>Nichts in diesem Foto spricht für diese Klasse.</translation>
    </message>
    <message>
        <source>The probability of this class hardly changes, whatever part of the photo is hidden, so the map can&apos;t be tested.</source>
        <translation>Die Wahrscheinlichkeit dieser Klasse ändert sich kaum, was im Foto auch verdeckt wird; darum lässt sich die Karte nicht prüfen.</translation>
    </message>
    <message>
        <source>Hiding what the map shows changes the answer no more than hiding other places.</source>
        <translation>Verdecken, was die Karte zeigt, ändert die Antwort nicht mehr als das Verdecken anderer Stellen.</translation>
    </message>
    <message>
        <source>A network with a shuffled head draws nearly the same map, so it does not show what speaks for this class.</source>
        <translation>Ein Netz mit durchmischtem Kopf zeichnet fast dieselbe Karte; sie zeigt also nicht, was für diese Klasse spricht.</translation>
    </message>
    <message>
        <source>A network with a shuffled last stage draws nearly the same map, so it does not show what was learned.</source>
        <translation>Ein Netz mit durchmischter letzter Stufe zeichnet fast dieselbe Karte; sie zeigt also nicht, was gelernt wurde.</translation>
    </message>
</context>
<context>
    <name>recipe</name>
    <message>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>The pretrained network the features come from. Any timm name.</source>
        <translation>Das vortrainierte Netz, aus dem die Merkmale kommen. Jeder Name von timm.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Pretrained weights know edges, textures and shapes already; random ones know nothing and are a baseline.</source>
        <translation>Vortrainierte Gewichte kennen schon Kanten, Texturen und Formen; zufällige wissen nichts und dienen nur zum Vergleich.</translation>
    </message>
    <message>
        <source>pretrained</source>
        <translation>vortrainiert</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Side of the square the network sees. 0 takes the size the backbone was trained with.</source>
        <translation>Seite des Quadrats, das das Netz sieht. 0 nimmt die Größe, mit der das Backbone trainiert wurde.</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>crop: the middle square of the photo, its edges are not seen. squash: the whole photo, its proportions are lost. letterbox: the whole photo on a plain square, smaller. The same in training and prediction.</source>
        <translation>Ausschnitt: das mittlere Quadrat des Fotos, der Rand wird nicht gesehen. gestaucht: das ganze Foto, seine Proportionen gehen verloren. mit Rand: das ganze Foto auf einem einfarbigen Quadrat, kleiner. Gilt gleich beim Trainieren und beim Vorhersagen.</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>squash</source>
        <translation>gestaucht</translation>
    </message>
    <message>
        <source>letterbox</source>
        <translation>mit Rand</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Pooling</translation>
    </message>
    <message>
        <source>How the last feature map becomes one vector: its average, its maximum, or both side by side. backbone: as the network was trained. Max suits small things on an empty ground.</source>
        <translation>Wie aus der letzten Merkmalskarte ein Vektor wird: ihr Mittel, ihr Maximum oder beides nebeneinander. wie Backbone: so, wie das Netz trainiert wurde. Das Maximum passt zu kleinen Dingen auf leerem Grund.</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>backbone</source>
        <translation>wie Backbone</translation>
    </message>
    <message>
        <source>avg</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beides</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>Verborgene Schichten</translation>
    </message>
    <message>
        <source>Widths of layers between the features and the answer, such as 256 or 512, 128. Empty: a linear head, which suffices mostly.</source>
        <translation>Breiten der Schichten zwischen Merkmalen und Antwort, etwa 256 oder 512, 128. Leer: ein linearer Kopf, der meist genügt.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>The bend after each hidden layer.</source>
        <translation>Der Knick nach jeder verborgenen Schicht.</translation>
    </message>
    <message>
        <source>relu</source>
        <translation>relu</translation>
    </message>
    <message>
        <source>gelu</source>
        <translation>gelu</translation>
    </message>
    <message>
        <source>silu</source>
        <translation>silu</translation>
    </message>
    <message>
        <source>leaky_relu</source>
        <translation>leaky_relu</translation>
    </message>
    <message>
        <source>elu</source>
        <translation>elu</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>Used only with Hidden layers.</source>
        <translation>Wirkt nur mit verborgenen Schichten.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the head&apos;s inputs, and of its hidden values, that is left out at random while it learns, against overfitting.</source>
        <translation>Anteil der Eingänge und verborgenen Werte des Kopfes, der beim Lernen zufällig ausgelassen wird, gegen Überanpassung.</translation>
    </message>
    <message>
        <source>Used only where something is trained by gradient steps.</source>
        <translation>Wirkt nur, wo etwas in Gradientenschritten lernt.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>features: the backbone stays as it is and only the head is trained; fast. last-stages: head and last stages from the first step on. two-stage: the head first, then the last stages at a lower rate. gradual: the head first, then one more stage every few epochs. whole: everything from the first step on.</source>
        <translation>Merkmale: das Backbone bleibt, wie es ist, und nur der Kopf wird trainiert; schnell. letzte Stufen: Kopf und letzte Stufen vom ersten Schritt an. in zwei Phasen: erst der Kopf, dann die letzten Stufen mit kleinerer Lernrate. schrittweise: erst der Kopf, dann alle paar Epochen eine Stufe mehr. alles: das ganze Netz vom ersten Schritt an.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>last-stages</source>
        <translation>letzte Stufen</translation>
    </message>
    <message>
        <source>two-stage</source>
        <translation>in zwei Phasen</translation>
    </message>
    <message>
        <source>gradual</source>
        <translation>schrittweise</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>Fine-tuning epochs</source>
        <translation>Epochen des Netzes</translation>
    </message>
    <message>
        <source>At most this many passes over the training photos while stages of the backbone train; early stopping may end it sooner.</source>
        <translation>Höchstens so viele Durchgänge durch die Trainingsfotos, während Stufen des Backbones lernen; frühes Anhalten kann sie eher beenden.</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Used only where stages of the backbone are trained.</source>
        <translation>Wirkt nur, wo Stufen des Backbones lernen.</translation>
    </message>
    <message>
        <source>Thawed stages</source>
        <translation>Aufgetaute Stufen</translation>
    </message>
    <message>
        <source>How many of the backbone&apos;s last stages are trained (with gradual, in the end); the rest stays frozen. 20 thaws all.</source>
        <translation>Wie viele der letzten Stufen des Backbones lernen (bei „schrittweise“ am Ende); der Rest bleibt eingefroren. 20 taut alle auf.</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Used only where Method is last-stages or two-stage or gradual.</source>
        <translation>Wirkt nur, wenn das Verfahren „letzte Stufen“, „in zwei Phasen“ oder „schrittweise“ ist.</translation>
    </message>
    <message>
        <source>Thaw a stage every</source>
        <translation>Stufe auftauen alle</translation>
    </message>
    <message>
        <source>With gradual thawing, the epochs from one stage to the next.</source>
        <translation>Beim schrittweisen Auftauen die Epochen von einer Stufe zur nächsten.</translation>
    </message>
    <message>
        <source>Used only where Method is gradual.</source>
        <translation>Wirkt nur, wenn das Verfahren „schrittweise“ ist.</translation>
    </message>
    <message>
        <source>Batch-norm statistics</source>
        <translation>Batch-Norm-Statistik</translation>
    </message>
    <message>
        <source>frozen: those of the pretraining, best for a few thousand photos. live: thawed stages learn new ones; frozen stages never do. auto: live only where the whole network learns from random weights.</source>
        <translation>eingefroren: die des Vortrainings, am besten bei einigen Tausend Fotos. mitlernend: aufgetaute Stufen lernen neue, eingefrorene nie. automatisch: mitlernend nur, wenn das ganze Netz von zufälligen Gewichten aus lernt.</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>eingefroren</translation>
    </message>
    <message>
        <source>live</source>
        <translation>mitlernend</translation>
    </message>
    <message>
        <source>Solver of the head</source>
        <translation>Löser des Kopfes</translation>
    </message>
    <message>
        <source>l-bfgs: the exact optimum of a linear head in seconds, its penalty chosen on the validation photos. gradient: steps of the optimiser below, as hidden layers need. auto: l-bfgs for a linear head.</source>
        <translation>L-BFGS: das genaue Optimum eines linearen Kopfes in Sekunden, die Stärke der Bremse an den Validierungsfotos gewählt. Gradient: Schritte des Optimierers unten, wie verborgene Schichten sie brauchen. automatisch: L-BFGS für einen linearen Kopf.</translation>
    </message>
    <message>
        <source>l-bfgs</source>
        <translation>L-BFGS</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Used only where the head is trained by itself first.</source>
        <translation>Wirkt nur, wo zuerst der Kopf allein lernt.</translation>
    </message>
    <message>
        <source>Head epochs</source>
        <translation>Epochen des Kopfes</translation>
    </message>
    <message>
        <source>At most this many passes over the cached features where the head is trained by gradient steps.</source>
        <translation>Höchstens so viele Durchgänge durch die gemerkten Merkmale, wenn der Kopf in Gradientenschritten lernt.</translation>
    </message>
    <message>
        <source>Used only where the head is trained by gradient steps.</source>
        <translation>Wirkt nur, wo der Kopf in Gradientenschritten lernt.</translation>
    </message>
    <message>
        <source>Augmented views</source>
        <translation>Veränderte Kopien</translation>
    </message>
    <message>
        <source>How many altered copies of each training photo the head also learns from. One is worth about a point; more add little.</source>
        <translation>Von wie vielen veränderten Kopien jedes Trainingsfotos der Kopf außerdem lernt. Eine bringt etwa einen Prozentpunkt; mehr bringen wenig.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Veränderung der Fotos</translation>
    </message>
    <message>
        <source>Flips</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Mirror training photos at random. Choose both where there is no up or down, as under a microscope.</source>
        <translation>Trainingsfotos zufällig spiegeln. „Beides“ wählen, wo es kein Oben und Unten gibt, wie unter dem Mikroskop.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>horizontal</source>
        <translation>waagerecht</translation>
    </message>
    <message>
        <source>Used only where altered photos are shown.</source>
        <translation>Wirkt nur, wo veränderte Fotos gezeigt werden.</translation>
    </message>
    <message>
        <source>Random crop</source>
        <translation>Zufallsausschnitt</translation>
    </message>
    <message>
        <source>Smallest share of the photo&apos;s area that a random, slightly stretched crop keeps. 1: no random crop.</source>
        <translation>Kleinster Anteil der Fläche, den ein zufälliger, leicht gestreckter Ausschnitt behält. 1: kein zufälliger Ausschnitt.</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Turn by up to this angle either way. 180 where there is no up or down.</source>
        <translation>Um bis zu diesen Winkel in beide Richtungen drehen. 180, wo es kein Oben und Unten gibt.</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Verschiebung</translation>
    </message>
    <message>
        <source>Move by up to this share of the side.</source>
        <translation>Um bis zu diesen Anteil der Seite verschieben.</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Make larger or smaller by up to this share. Leave 0 where size tells the classes apart.</source>
        <translation>Um bis zu diesen Anteil vergrößern oder verkleinern. 0 lassen, wo die Größe die Klassen unterscheidet.</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Change brightness, contrast and saturation by up to this share, the hue by a tenth of it. Leave 0 where colour is evidence.</source>
        <translation>Helligkeit, Kontrast und Sättigung um bis zu diesen Anteil ändern, den Farbton um ein Zehntel davon. 0 lassen, wo die Farbe etwas aussagt.</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <source>Blur half of the photos by up to this radius, as a lens out of focus.</source>
        <translation>Die Hälfte der Fotos um bis zu diesen Radius unscharf machen, wie ein schlecht eingestelltes Objektiv.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Add noise of up to this strength, as a camera in the dark.</source>
        <translation>Rauschen bis zu dieser Stärke zufügen, wie eine Kamera im Dunkeln.</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>Übermalen</translation>
    </message>
    <message>
        <source>Share of the photos in which a rectangle is painted over, so that no single detail decides.</source>
        <translation>Anteil der Fotos, in denen ein Rechteck übermalt wird, damit kein einzelnes Detail entscheidet.</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Zufallsfolge</translation>
    </message>
    <message>
        <source>randaugment: some alterations out of fourteen, all of one strength. trivialaugment: one of them, of any strength.</source>
        <translation>RandAugment: einige von vierzehn Veränderungen, alle gleich stark. TrivialAugment: eine davon, beliebig stark.</translation>
    </message>
    <message>
        <source>randaugment</source>
        <translation>RandAugment</translation>
    </message>
    <message>
        <source>trivialaugment</source>
        <translation>TrivialAugment</translation>
    </message>
    <message>
        <source>Alterations at once</source>
        <translation>Änderungen zugleich</translation>
    </message>
    <message>
        <source>How many alterations RandAugment applies to a photo.</source>
        <translation>Wie viele Veränderungen RandAugment auf ein Foto anwendet.</translation>
    </message>
    <message>
        <source>Used only where Policy is randaugment.</source>
        <translation>Wirkt nur, wenn die Zufallsfolge „RandAugment“ ist.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>How strong RandAugment&apos;s alterations are.</source>
        <translation>Wie stark die Veränderungen von RandAugment sind.</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>Mixup</translation>
    </message>
    <message>
        <source>Blend pairs of photos and their labels; the larger, the more evenly. 0: none, 0.2 is usual.</source>
        <translation>Paare von Fotos und ihre Labels mischen; je größer, desto gleichmäßiger. 0: nicht, üblich ist 0.2.</translation>
    </message>
    <message>
        <source>Cutmix</source>
        <translation>Cutmix</translation>
    </message>
    <message>
        <source>Paste a piece of one photo into another, and share the label; 0: none, 1 is usual. With mixup, either by turns.</source>
        <translation>Ein Stück eines Fotos in ein anderes setzen und das Label teilen; 0: nicht, üblich ist 1. Mit Mixup abwechselnd.</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>How a step is made from the gradient. adamw is a safe choice; sgd (with Nesterov momentum) wants ten to a hundred times the rate, lion a third.</source>
        <translation>Wie aus dem Gradienten ein Schritt wird. adamw ist eine sichere Wahl; sgd (mit Nesterov-Momentum) braucht die zehn- bis hundertfache Lernrate, lion ein Drittel.</translation>
    </message>
    <message>
        <source>Optimisation</source>
        <translation>Optimierung</translation>
    </message>
    <message>
        <source>adamw</source>
        <translation>adamw</translation>
    </message>
    <message>
        <source>adam</source>
        <translation>adam</translation>
    </message>
    <message>
        <source>sgd</source>
        <translation>sgd</translation>
    </message>
    <message>
        <source>rmsprop</source>
        <translation>rmsprop</translation>
    </message>
    <message>
        <source>nadam</source>
        <translation>nadam</translation>
    </message>
    <message>
        <source>nadamw</source>
        <translation>nadamw</translation>
    </message>
    <message>
        <source>radam</source>
        <translation>radam</translation>
    </message>
    <message>
        <source>radamw</source>
        <translation>radamw</translation>
    </message>
    <message>
        <source>adamax</source>
        <translation>adamax</translation>
    </message>
    <message>
        <source>adamp</source>
        <translation>adamp</translation>
    </message>
    <message>
        <source>adabelief</source>
        <translation>adabelief</translation>
    </message>
    <message>
        <source>adafactor</source>
        <translation>adafactor</translation>
    </message>
    <message>
        <source>adagrad</source>
        <translation>adagrad</translation>
    </message>
    <message>
        <source>adadelta</source>
        <translation>adadelta</translation>
    </message>
    <message>
        <source>adan</source>
        <translation>adan</translation>
    </message>
    <message>
        <source>adopt</source>
        <translation>adopt</translation>
    </message>
    <message>
        <source>adoptw</source>
        <translation>adoptw</translation>
    </message>
    <message>
        <source>lamb</source>
        <translation>lamb</translation>
    </message>
    <message>
        <source>lambw</source>
        <translation>lambw</translation>
    </message>
    <message>
        <source>laprop</source>
        <translation>laprop</translation>
    </message>
    <message>
        <source>lars</source>
        <translation>lars</translation>
    </message>
    <message>
        <source>larc</source>
        <translation>larc</translation>
    </message>
    <message>
        <source>lion</source>
        <translation>lion</translation>
    </message>
    <message>
        <source>madgrad</source>
        <translation>madgrad</translation>
    </message>
    <message>
        <source>madgradw</source>
        <translation>madgradw</translation>
    </message>
    <message>
        <source>mars</source>
        <translation>mars</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>momentum</translation>
    </message>
    <message>
        <source>muon</source>
        <translation>muon</translation>
    </message>
    <message>
        <source>nadamuon</source>
        <translation>nadamuon</translation>
    </message>
    <message>
        <source>novograd</source>
        <translation>novograd</translation>
    </message>
    <message>
        <source>rmsproptf</source>
        <translation>rmsproptf</translation>
    </message>
    <message>
        <source>sgdp</source>
        <translation>sgdp</translation>
    </message>
    <message>
        <source>sgdw</source>
        <translation>sgdw</translation>
    </message>
    <message>
        <source>cadamw</source>
        <translation>cadamw</translation>
    </message>
    <message>
        <source>clion</source>
        <translation>clion</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Step size of the head at its highest. The learning-rate test proposes one.</source>
        <translation>Größte Schrittweite des Kopfes. Der Lernratentest schlägt eine vor.</translation>
    </message>
    <message>
        <source>Rate of thawed stages</source>
        <translation>Rate der Stufen</translation>
    </message>
    <message>
        <source>The thawed stages&apos; learning rate, as a fraction of the head&apos;s. Pretrained layers need smaller steps.</source>
        <translation>Die Lernrate der aufgetauten Stufen als Bruchteil der des Kopfes. Vortrainierte Schichten brauchen kleinere Schritte.</translation>
    </message>
    <message>
        <source>Layer-wise decay</source>
        <translation>Abnahme je Stufe</translation>
    </message>
    <message>
        <source>Each stage further from the head gets this fraction of the rate of the one after it. 1: all thawed stages the same.</source>
        <translation>Jede Stufe weiter weg vom Kopf bekommt diesen Bruchteil der Lernrate der nächsten. 1: alle aufgetauten Stufen die gleiche.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>How much of the last step goes on into the next.</source>
        <translation>Wie viel vom letzten Schritt in den nächsten eingeht.</translation>
    </message>
    <message>
        <source>Used only where Optimiser is sgd or momentum or rmsprop or rmsproptf or sgdp or sgdw or lars or larc or madgrad or madgradw or muon.</source>
        <translation>Wirkt nur mit den Optimierern sgd, momentum, rmsprop, rmsproptf, sgdp, sgdw, lars, larc, madgrad, madgradw und muon.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf der Lernrate</translation>
    </message>
    <message>
        <source>How the learning rate goes. cosine: down to nearly nothing. one-cycle: up, then down. triangular: up and down again and again. step: down at intervals. plateau: down when the validation loss rests. constant: as it is.</source>
        <translation>Wie die Lernrate verläuft. Kosinus: hinab bis fast auf null. ein Zyklus: hinauf, dann hinab. Dreieck: immer wieder hinauf und hinab. gestuft: hinab in Abständen. Plateau: hinab, wenn der Validierungsverlust ruht. konstant: wie sie ist.</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>one-cycle</source>
        <translation>ein Zyklus</translation>
    </message>
    <message>
        <source>triangular</source>
        <translation>Dreieck</translation>
    </message>
    <message>
        <source>step</source>
        <translation>gestuft</translation>
    </message>
    <message>
        <source>plateau</source>
        <translation>Plateau</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>konstant</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Share of all steps in which the learning rate rises from nearly nothing.</source>
        <translation>Anteil aller Schritte, in dem die Lernrate von fast null ansteigt.</translation>
    </message>
    <message>
        <source>Used only where Schedule is cosine or step or plateau or constant.</source>
        <translation>Wirkt nur, wenn der Verlauf der Lernrate „Kosinus“, „gestuft“, „Plateau“ oder „konstant“ ist.</translation>
    </message>
    <message>
        <source>Length of a cycle</source>
        <translation>Länge eines Zyklus</translation>
    </message>
    <message>
        <source>Epochs from one low of the triangular schedule to the next.</source>
        <translation>Epochen von einem Tiefpunkt des Dreiecks zum nächsten.</translation>
    </message>
    <message>
        <source>Used only where Schedule is triangular.</source>
        <translation>Wirkt nur, wenn der Verlauf der Lernrate „Dreieck“ ist.</translation>
    </message>
    <message>
        <source>Epochs to a drop</source>
        <translation>Bis zur Senkung</translation>
    </message>
    <message>
        <source>step: epochs from one drop of the rate to the next. plateau: epochs without a better validation loss before a drop.</source>
        <translation>gestuft: Epochen von einer Senkung der Lernrate zur nächsten. Plateau: Epochen ohne besseren Validierungsverlust vor einer Senkung.</translation>
    </message>
    <message>
        <source>Used only where Schedule is step or plateau.</source>
        <translation>Wirkt nur, wenn der Verlauf der Lernrate „gestuft“ oder „Plateau“ ist.</translation>
    </message>
    <message>
        <source>Drop to</source>
        <translation>Senken auf</translation>
    </message>
    <message>
        <source>What a drop leaves of the learning rate.</source>
        <translation>Was eine Senkung von der Lernrate übrig lässt.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Stapelgröße</translation>
    </message>
    <message>
        <source>Photos in one step. 0: 32 on a processor; on a graphics card up to 256, in pieces that fit its memory.</source>
        <translation>Fotos in einem Schritt (batch). 0: 32 auf einem Prozessor; auf einer Grafikkarte bis zu 256, in Teilen, die in ihren Speicher passen.</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <translation>Aufsummieren</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up before a step: the effect of a larger batch in the memory of a small one.</source>
        <translation>Stapel, deren Gradienten vor einem Schritt addiert werden: die Wirkung eines größeren Stapels im Speicher eines kleinen.</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>Gradient begrenzen</translation>
    </message>
    <message>
        <source>Longest gradient; longer ones are shortened to it. 0: none is.</source>
        <translation>Längster Gradient; längere werden darauf gekürzt. 0: keiner.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>How strongly large weights are pulled back (L2). Biases and norms are left alone.</source>
        <translation>Wie stark große Gewichte zurückgezogen werden (L2). Bias-Werte und Normen bleiben unberührt.</translation>
    </message>
    <message>
        <source>L1 penalty</source>
        <translation>L1-Bremse</translation>
    </message>
    <message>
        <source>Times the sum of the absolute weights, added to the loss: it sets weights to zero. 0: none; try 1e-6.</source>
        <translation>Mal die Summe der Gewichtsbeträge, zum Verlust addiert: setzt Gewichte auf null. 0: keine; 1e-6 probieren.</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>Gewichte mitteln</translation>
    </message>
    <message>
        <source>Keeps a running average of the weights (EMA) and judges and saves that one. The share kept at each step, as 0.99; 0: none.</source>
        <translation>Führt ein gleitendes Mittel der Gewichte (EMA), beurteilt und speichert dieses. Der Anteil, der in jedem Schritt bleibt, etwa 0.99; 0: keines.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust (Loss)</translation>
    </message>
    <message>
        <source>focal: photos the model is already sure of count less, so that it works on the hard ones.</source>
        <translation>fokal: Fotos, deren sich das Modell schon sicher ist, zählen weniger, damit es an den schweren arbeitet.</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>focal</source>
        <translation>fokal</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>How much less the easy photos count; 0 is cross-entropy.</source>
        <translation>Wie viel weniger die leichten Fotos zählen; 0 ist Kreuzentropie.</translation>
    </message>
    <message>
        <source>Used only where Loss is focal.</source>
        <translation>Wirkt nur, wenn der Verlust „fokal“ ist.</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Labels glätten</translation>
    </message>
    <message>
        <source>Share of each label given to the other classes, against overconfidence.</source>
        <translation>Anteil jedes Labels, der den anderen Klassen gegeben wird, gegen zu hohe Konfidenz.</translation>
    </message>
    <message>
        <source>Rare classes</source>
        <translation>Seltene Klassen</translation>
    </message>
    <message>
        <source>Whether rare classes are helped, which costs frequent ones a little. class-weights: a photo of a rare class counts more in the loss. balanced-sampling: it is shown more often.</source>
        <translation>Ob seltenen Klassen geholfen wird, was häufige ein wenig kostet. stärker gewichten: ein Foto einer seltenen Klasse zählt mehr im Verlust. öfter zeigen: es wird häufiger gezeigt.</translation>
    </message>
    <message>
        <source>What the training computes in; figures and answers are always computed in float32. auto: half precision where a probe shows that this computer is faster in it. On a processor only the frozen stages use half precision. float16 needs an NVIDIA graphics card.</source>
        <translation>Womit das Training rechnet; Kennzahlen und Antworten werden immer in float32 berechnet. automatisch: halbe Genauigkeit, wo eine Probe zeigt, dass dieser Computer damit schneller ist. Auf einem Prozessor nutzen nur die eingefrorenen Stufen halbe Genauigkeit. float16 braucht eine Grafikkarte von NVIDIA.</translation>
    </message>
    <message>
        <source>Photos that show the same thing must not sit in two splits. folder: those of one folder inside a class. burst: those taken within 30 seconds of each other. pattern: those whose name matches the same text. Near-duplicates are always kept together.</source>
        <translation>Fotos, die dasselbe zeigen, dürfen nicht in zwei Aufteilungen liegen. Ordner: die eines Ordners innerhalb einer Klasse. Serie: die im Abstand von höchstens 30 Sekunden aufgenommen wurden. Muster: die, deren Name auf denselben Text passt. Fast gleiche Fotos bleiben immer zusammen.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>class-weights</source>
        <translation>stärker gewichten</translation>
    </message>
    <message>
        <source>balanced-sampling</source>
        <translation>öfter zeigen</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>Bestes nach</translation>
    </message>
    <message>
        <source>What the best epoch is chosen by on the validation photos, and what early stopping waits for. balanced accuracy: the mean over classes, so that rare ones count as much.</source>
        <translation>Wonach die beste Epoche an den Validierungsfotos gewählt wird und worauf das frühe Anhalten wartet. ausgewogene Genauigkeit: das Mittel über die Klassen, sodass seltene gleich viel zählen.</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Frühes Anhalten</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust (Loss)</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>balanced accuracy</source>
        <translation>ausgewogene Genauigkeit</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Stop when the validation figure has not improved for this many epochs; the best epoch is kept.</source>
        <translation>Anhalten, wenn der Validierungswert so viele Epochen lang nicht besser wurde; die beste Epoche bleibt.</translation>
    </message>
    <message>
        <source>Least gain</source>
        <translation>Kleinster Gewinn</translation>
    </message>
    <message>
        <source>An epoch counts as an improvement only if it is better by more than this: nats of loss, or a share of accuracy.</source>
        <translation>Eine Epoche gilt nur als Verbesserung, wenn sie um mehr als dies besser ist: nats des Verlusts oder ein Anteil der Genauigkeit.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed on the same CPU gives the same run.</source>
        <translation>Derselbe Startwert ergibt auf demselben Prozessor denselben Lauf.</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>Deterministisch</translation>
    </message>
    <message>
        <source>Only operations that give the same result each time, on a graphics card too; slower there, no difference on a processor.</source>
        <translation>Nur Rechenschritte, die jedes Mal dasselbe ergeben, auch auf einer Grafikkarte; dort langsamer, auf einem Prozessor kein Unterschied.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Rechengenauigkeit</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>float16</source>
        <translation>float16</translation>
    </message>
    <message>
        <source>Channels last</source>
        <translation>Kanäle zuletzt</translation>
    </message>
    <message>
        <source>The order of pixels in memory that most processors are faster with. Changes no result but for rounding.</source>
        <translation>Die Anordnung der Pixel im Speicher, mit der die meisten Prozessoren schneller sind. Ändert außer Rundungen nichts am Ergebnis.</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>Kompilieren</translation>
    </message>
    <message>
        <source>Let torch compile the network first: some minutes that pay off in long trainings on a graphics card. Needs a C++ compiler.</source>
        <translation>Das Netz zuerst von torch kompilieren lassen: einige Minuten, die sich bei langen Trainings auf einer Grafikkarte lohnen. Braucht einen C++-Compiler.</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>Anteil Validierung</translation>
    </message>
    <message>
        <source>Share of the labelled photos that stops the training. Used only where the photos have no splits yet.</source>
        <translation>Anteil der Fotos mit Label, der über das frühe Anhalten entscheidet. Gilt nur, wo die Fotos noch keine Aufteilung haben.</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>Anteil Test</translation>
    </message>
    <message>
        <source>Share of the labelled photos kept apart for the final figures. Locked once made.</source>
        <translation>Anteil der Fotos mit Label, der für die Kennzahlen am Ende beiseitebleibt. Die Testfotos stehen fest, sobald sie einmal gewählt sind.</translation>
    </message>
    <message>
        <source>Keep together</source>
        <translation>Zusammenhalten</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>burst</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Name pattern</source>
        <translation>Namensmuster</translation>
    </message>
    <message>
        <source>A regular expression, such as ^plate\d+; photos whose file name gives the same match stay together.</source>
        <translation>Ein regulärer Ausdruck, etwa ^plate\d+; Fotos, deren Dateiname denselben Treffer ergibt, bleiben zusammen.</translation>
    </message>
    <message>
        <source>Used only where Keep together is pattern.</source>
        <translation>Wirkt nur, wenn „Zusammenhalten“ auf „Muster“ steht.</translation>
    </message>
    <message>
        <source>Cross-validation folds</source>
        <translation>Kreuzvalidierung</translation>
    </message>
    <message>
        <source>Trains again for each fold of the training and validation photos, and says mean and spread of the figures: how much they hang on which photos happen to validate. The model is the one without; 0 or 1 is off. The test photos are never touched.</source>
        <translation>Trainiert für jeden Teil der Trainings- und Validierungsfotos noch einmal und nennt Mittel und Streuung der Kennzahlen: wie sehr sie davon abhängen, welche Fotos zufällig validieren. Das Modell ist das ohne; 0 oder 1 ist aus. Die Testfotos bleiben unberührt.</translation>
    </message>
    <message>
        <source>Mirrored answers</source>
        <translation>Gespiegelt antworten</translation>
    </message>
    <message>
        <source>Test-time augmentation: the answer is computed from the photo and its mirror pictures together. A little more accurate, two or four times as slow.</source>
        <translation>Die Antwort wird aus dem Foto und seinen Spiegelbildern zusammen berechnet (test-time augmentation). Etwas genauer, zwei- oder viermal so langsam.</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>Schneller Blick</translation>
    </message>
    <message>
        <source>Trains only the head on features computed once. An honest first figure in a minute or two.</source>
        <translation>Trainiert nur den Kopf an einmal berechneten Merkmalen. Eine ehrliche erste Zahl in ein, zwei Minuten.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>First the head, then the last stages of the backbone at a lower rate. More accurate, takes longer.</source>
        <translation>Erst der Kopf, dann die letzten Stufen des Backbones mit kleinerer Lernrate. Genauer, dauert länger.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>First the head, then stage after stage thaws, deeper ones at lower rates. The most a small set of photos gives; takes hours.</source>
        <translation>Erst der Kopf, dann taut Stufe um Stufe auf, tiefere mit kleineren Lernraten. Das Beste, was wenige Fotos hergeben; dauert Stunden.</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>Von null an</translation>
    </message>
    <message>
        <source>Everything learned from random weights. Only a baseline that shows what the pretraining is worth.</source>
        <translation>Alles von zufälligen Gewichten an gelernt. Nur ein Vergleich, der zeigt, was das Vortraining wert ist.</translation>
    </message>
    <message>
        <source>{low} to {high} {unit}</source>
        <translation>{low} bis {high} {unit}</translation>
    </message>
    <message>
        <source>above {low}, up to {high} {unit}</source>
        <translation>über {low}, bis {high} {unit}</translation>
    </message>
</context>
<context>
    <name>recipe words</name>
    <message numerus="yes">
        <source>%n setting(s) changed</source>
        <translation>
            <numerusform>%n Einstellung geändert</numerusform>
            <numerusform>%n Einstellungen geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Im Training</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
</context>
<context>
    <name>splits</name>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>Loading the backbone</source>
        <translation>Backbone wird geladen</translation>
    </message>
    <message>
        <source>Computing features</source>
        <translation>Merkmale werden berechnet</translation>
    </message>
    <message>
        <source>Training the head</source>
        <translation>Kopf wird trainiert</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Predicting</source>
        <translation>Vorhersage läuft</translation>
    </message>
    <message>
        <source>Drawing the heatmap</source>
        <translation>Heatmap wird gezeichnet</translation>
    </message>
    <message>
        <source>Checking the heatmap</source>
        <translation>Heatmap wird geprüft</translation>
    </message>
    <message>
        <source>Drawing feature maps</source>
        <translation>Merkmalskarten werden gezeichnet</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Fotos werden verglichen</translation>
    </message>
    <message>
        <source>Arranging the map</source>
        <translation>Karte wird angeordnet</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>Lernraten werden ausprobiert</translation>
    </message>
    <message>
        <source>Cross-validating</source>
        <translation>Kreuzvalidierung</translation>
    </message>
    <message>
        <source>Exporting the model</source>
        <translation>Modell wird exportiert</translation>
    </message>
    <message>
        <source>Writing files for other programs</source>
        <translation>Dateien für andere Programme werden geschrieben</translation>
    </message>
    <message>
        <source>Checking the files for other programs</source>
        <translation>Dateien für andere Programme werden geprüft</translation>
    </message>
    <message>
        <source>Rounding to int8</source>
        <translation>Es wird auf int8 gerundet</translation>
    </message>
    <message>
        <source>Measuring what int8 loses</source>
        <translation>Was int8 kostet, wird gemessen</translation>
    </message>
    <message>
        <source>Fetching weights (kB)</source>
        <translation>Gewichte werden geholt (kB)</translation>
    </message>
    <message>
        <source>Checking weights</source>
        <translation>Gewichte werden geprüft</translation>
    </message>
    <message>
        <source>Copying weights (kB)</source>
        <translation>Gewichte werden kopiert (kB)</translation>
    </message>
</context>
<context>
    <name>sureness</name>
    <message>
        <source>Without validation photos of this model nothing is called not sure.</source>
        <translation>Ohne Validierungsfotos zu diesem Modell gilt nichts als „unsicher“.</translation>
    </message>
    <message>
        <source>1 validation photo is too few: nothing is called not sure.</source>
        <translation>1 Validierungsfoto ist zu wenig: Nichts gilt als „unsicher“.</translation>
    </message>
    <message>
        <source>{count} validation photos are too few, or mistaken too often: nothing is called not sure.</source>
        <translation>{count} Validierungsfotos sind zu wenige, oder sie werden zu oft falsch beantwortet: Nichts gilt als „unsicher“.</translation>
    </message>
    <message>
        <source>Nothing is called not sure until somebody chooses, in Results, which share of wrong answers is accepted.</source>
        <translation>Nichts gilt als „unsicher“, bis jemand unter „Ergebnisse“ wählt, welcher Anteil falscher Antworten hingenommen wird.</translation>
    </message>
</context>
<context>
    <name>weights</name>
    <message>
        <source>comes with the program</source>
        <translation>im Programm enthalten</translation>
    </message>
</context>
</TS>
