// Command arcs trains the fast parser and writes its weights. It needs the tagger
// and the tags of the training sentences that the command tagger writes.
package main

import (
	"bytes"
	"encoding/gob"
	"flag"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/lang/arcs"
	"github.com/trucewatch/trucewatch/internal/lang/conllu"
	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/tagger"
	"github.com/trucewatch/trucewatch/train/treebank"
)

type run struct {
	dir, weights, unseen string
	clusters             *lexis.Clusters
	tagger               *tagger.Tagger
}

func main() {
	var r run
	flag.StringVar(&r.dir, "treebanks", treebank.Dir, "folder with the treebanks")
	flag.StringVar(&r.weights, "weights", "internal/lang/weights", "folder with clusters.gz and tagger.bin, to write arcs.bin into")
	flag.StringVar(&r.unseen, "unseen", "train/.cache/unseen.gob", "file with the tags of the training sentences")
	s := arcs.Settings{Follow: 0.9, Seed: 5}
	flag.IntVar(&s.Epochs, "epochs", 9, "rounds over the training sentences")
	flag.IntVar(&s.Admit, "admit", 5, "updates before a feature counts")
	flag.IntVar(&s.Margin, "margin", 10, "lead below which a right move is learnt from too")
	thresholds := flag.String("thresholds", "1.2", "smallest averaged weights to keep; one parser each, the last is kept")
	flag.Parse()
	if err := r.train(s, strings.Split(*thresholds, ",")); err != nil {
		log.Fatal(err)
	}
}

func (r *run) train(s arcs.Settings, thresholds []string) error {
	if err := r.load(); err != nil {
		return err
	}
	training, err := treebank.Training(r.dir)
	if err != nil {
		return err
	}
	tags, err := readUnseen(r.unseen)
	if err != nil {
		return err
	}
	if len(tags) != len(training) {
		return fmt.Errorf("%d tagged sentences for %d trees: run train/tagger again", len(tags), len(training))
	}
	lessons := make([]arcs.Lesson, len(training))
	for i := range training {
		lessons[i] = r.lesson(&training[i], tags[i])
	}
	var aside []arcs.Lesson
	for _, part := range []string{"en_ewt-dev", "en_gum-dev"} {
		more, err := r.tagged(part)
		if err != nil {
			return err
		}
		aside = append(aside, more...)
	}
	trained := arcs.Train(lessons, s, func(epoch int, mistakes float64) {
		log.Printf("round %d: %.2f%% of the moves were mistakes", epoch, 100*mistakes)
	})
	for _, t := range thresholds {
		threshold, err := strconv.ParseFloat(t, 64)
		if err != nil {
			return fmt.Errorf("reading threshold: %w", err)
		}
		parser := trained.Freeze(threshold, aside)
		var b bytes.Buffer
		if _, err := parser.WriteTo(&b); err != nil {
			return err
		}
		if err := os.WriteFile(r.weights+"/arcs.bin", b.Bytes(), 0o644); err != nil {
			return fmt.Errorf("writing parser: %w", err)
		}
		fmt.Printf("parser without weights below %v: %d bytes\n", threshold, b.Len())
		if err := r.report(parser); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) load() error {
	packed, err := os.ReadFile(r.weights + "/clusters.gz")
	if err != nil {
		return fmt.Errorf("reading clusters: %w", err)
	}
	if r.clusters, err = lexis.ReadClusters(packed); err != nil {
		return err
	}
	weights, err := os.ReadFile(r.weights + "/tagger.bin")
	if err != nil {
		return fmt.Errorf("reading tagger: %w", err)
	}
	r.tagger, err = tagger.Read(weights)
	return err
}

func readUnseen(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading tags: %w", err)
	}
	defer f.Close()
	var tags [][]string
	if err := gob.NewDecoder(f).Decode(&tags); err != nil {
		return nil, fmt.Errorf("reading tags: %w", err)
	}
	return tags, nil
}

func (r *run) lesson(s *conllu.Sentence, tags []string) arcs.Lesson {
	var l arcs.Lesson
	for i, w := range s.Words {
		upos, xpos, _ := strings.Cut(tags[i], "|")
		l.Nodes = append(l.Nodes, arcs.NewNode(r.clusters.Word(w.Form), upos, xpos))
		l.Heads = append(l.Heads, w.Head)
		l.Rels = append(l.Rels, w.Rel)
	}
	return l
}

func (r *run) tagged(part string) ([]arcs.Lesson, error) {
	sentences, err := treebank.Open(r.dir, part)
	if err != nil {
		return nil, err
	}
	lessons := make([]arcs.Lesson, len(sentences))
	for i := range sentences {
		words := make([]lexis.Word, len(sentences[i].Words))
		for j, w := range sentences[i].Words {
			words[j] = r.clusters.Word(w.Form)
		}
		var tags []string
		for _, tag := range r.tagger.Tag(words) {
			tags = append(tags, r.tagger.Tags()[tag])
		}
		lessons[i] = r.lesson(&sentences[i], tags)
	}
	return lessons, nil
}

func (r *run) report(p *arcs.Parser) error {
	for _, part := range []string{"en_ewt-dev", "en_ewt-test", "en_gum-test", "en_pud-test"} {
		lessons, err := r.tagged(part)
		if err != nil {
			return err
		}
		start := time.Now()
		words, heads, both := 0, 0, 0
		for _, l := range lessons {
			for i, a := range p.Parse(l.Nodes) {
				words++
				if a.Head == l.Heads[i] {
					heads++
					if a.Rel == l.Rels[i] {
						both++
					}
				}
			}
		}
		fmt.Printf("%-12s UAS %.2f LAS %.2f  %.0f words/s\n", part, 100*float64(heads)/float64(words),
			100*float64(both)/float64(words), float64(words)/time.Since(start).Seconds())
	}
	return nil
}
