// Command tagger trains the part-of-speech tagger and writes its weights. With
// -unseen it also writes, for the parser to learn from, tags of the training
// sentences by taggers that had not seen them.
package main

import (
	"bytes"
	"encoding/gob"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/lang/conllu"
	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/tagger"
	"github.com/trucewatch/trucewatch/train/treebank"
)

func main() {
	dir := flag.String("treebanks", treebank.Dir, "folder with the treebanks")
	weights := flag.String("weights", "internal/lang/weights", "folder with clusters.gz, to write tagger.bin into")
	unseen := flag.String("unseen", "", "file for the tags of the training sentences")
	epochs := flag.Int("epochs", 6, "rounds over the training sentences")
	admit := flag.Int("admit", 2, "updates before a feature counts")
	margin := flag.Int("margin", 0, "lead below which a right tag is learnt from too")
	threshold := flag.Float64("threshold", 0, "smallest averaged weight to keep")
	flag.Parse()
	settings := tagger.Settings{Epochs: *epochs, Folds: 4, Admit: *admit, Margin: *margin, Threshold: *threshold, Seed: 1}
	if err := run(*dir, *weights, *unseen, settings); err != nil {
		log.Fatal(err)
	}
}

func run(dir, weights, unseen string, settings tagger.Settings) error {
	packed, err := os.ReadFile(weights + "/clusters.gz")
	if err != nil {
		return fmt.Errorf("reading clusters: %w", err)
	}
	clusters, err := lexis.ReadClusters(packed)
	if err != nil {
		return err
	}
	training, err := treebank.Training(dir)
	if err != nil {
		return err
	}
	lessons := lessonsOf(clusters, training)
	if unseen != "" {
		if err := writeUnseen(unseen, lessons, settings); err != nil {
			return err
		}
		log.Printf("tags of the training sentences written to %s", unseen)
	}
	t := tagger.Train(lessons, settings)
	var b bytes.Buffer
	if _, err := t.WriteTo(&b); err != nil {
		return err
	}
	if err := os.WriteFile(weights+"/tagger.bin", b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing tagger: %w", err)
	}
	log.Printf("tagger of %d bytes", b.Len())
	for _, part := range []string{"en_ewt-dev", "en_ewt-test", "en_gum-test", "en_pud-test"} {
		sentences, err := treebank.Open(dir, part)
		if err != nil {
			return err
		}
		report(t, part, lessonsOf(clusters, sentences))
	}
	return nil
}

func lessonsOf(clusters *lexis.Clusters, sentences []conllu.Sentence) []tagger.Lesson {
	lessons := make([]tagger.Lesson, len(sentences))
	for i, s := range sentences {
		for _, w := range s.Words {
			lessons[i].Words = append(lessons[i].Words, clusters.Word(w.Form))
			lessons[i].Tags = append(lessons[i].Tags, w.UPOS+"|"+w.XPOS)
		}
	}
	return lessons
}

// block is how many neighbouring sentences go into the same fold, so that texts
// are not cut through everywhere.
const block = 50

func writeUnseen(path string, lessons []tagger.Lesson, settings tagger.Settings) error {
	tags := make([][]string, len(lessons))
	for fold := range 4 {
		var seen []tagger.Lesson
		for i := range lessons {
			if i/block%4 != fold {
				seen = append(seen, lessons[i])
			}
		}
		quick := settings
		quick.Epochs, quick.Folds, quick.Seed = min(4, settings.Epochs), 2, int64(100*(fold+1))
		t := tagger.Train(seen, quick)
		for i := range lessons {
			if i/block%4 == fold {
				for _, tag := range t.Tag(lessons[i].Words) {
					tags[i] = append(tags[i], t.Tags()[tag])
				}
			}
		}
		log.Printf("fold %d tagged", fold)
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("writing tags: %w", err)
	}
	if err := gob.NewEncoder(f).Encode(tags); err != nil {
		return fmt.Errorf("writing tags: %w", err)
	}
	return f.Close()
}

func report(t *tagger.Tagger, part string, lessons []tagger.Lesson) {
	start := time.Now()
	words, universal, both := 0, 0, 0
	for _, l := range lessons {
		for i, tag := range t.Tag(l.Words) {
			words++
			if t.Tags()[tag] == l.Tags[i] {
				both++
			}
			upos, _ := t.Split(tag)
			if strings.HasPrefix(l.Tags[i], upos+"|") {
				universal++
			}
		}
	}
	fmt.Printf("%-12s UPOS %.2f  UPOS and XPOS %.2f  %.0f words/s\n", part,
		100*float64(universal)/float64(words), 100*float64(both)/float64(words), float64(words)/time.Since(start).Seconds())
}
