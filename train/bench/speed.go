package main

import (
	"time"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/packs"
	"github.com/trucewatch/trucewatch/train/treebank"
)

// speed measures how many words a second are tagged and parsed (PUD), and how many
// are searched for names, with the splitting of the text (the reports).
func (f figures) speed(shared string, mode lang.Mode) error {
	var fresh []*lang.Analyser // one for each run: what was read before costs nothing
	for range runs {
		analyser, err := lang.New(mode)
		if err != nil {
			return err
		}
		analyser.Sentences("Talks began.") // reads the weights
		fresh = append(fresh, analyser)
	}
	gold, err := treebank.Open(shared+"/data/treebanks", "en_pud-test")
	if err != nil {
		return err
	}
	sentences := untagged(gold)
	f["words a second, one core"] = best(func() int {
		fresh[0].Annotate(sentences)
		fresh = fresh[1:]
		return wordsIn(sentences)
	})
	finder, err := names.Load(packs.FS)
	if err != nil {
		return err
	}
	texts, err := reportTexts(shared)
	if err != nil {
		return err
	}
	f["words a second, names only"] = best(func() (words int) {
		for _, text := range texts {
			sentences := lang.Split(text)
			words += wordsIn(sentences)
			finder.Find(text, sentences)
		}
		return words
	})
	return nil
}

// runs is how often speed is measured; the quickest run counts, because other work
// on the machine only ever makes one slower.
const runs = 5

// best returns the words a second of the quickest run.
func best(run func() (words int)) float64 {
	most := 0.0
	for range runs {
		start := time.Now()
		words := run()
		most = max(most, float64(words)/time.Since(start).Seconds())
	}
	return most
}

func wordsIn(sentences []trucewatch.Sentence) int {
	n := 0
	for _, s := range sentences {
		n += len(s.Tokens)
	}
	return n
}
