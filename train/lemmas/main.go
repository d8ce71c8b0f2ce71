// Command lemmas learns the lemma rules from the treebanks and writes them.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/trucewatch/trucewatch/internal/lang/conllu"
	"github.com/trucewatch/trucewatch/internal/lang/lemma"
	"github.com/trucewatch/trucewatch/train/treebank"
)

func main() {
	dir := flag.String("treebanks", treebank.Dir, "folder with the treebanks")
	out := flag.String("out", "internal/lang/weights/lemmas.gz", "file to write")
	flag.Parse()
	if err := run(*dir, *out); err != nil {
		log.Fatal(err)
	}
}

func run(dir, out string) error {
	training, err := treebank.Training(dir)
	if err != nil {
		return err
	}
	seen := examples(training)
	rules := lemma.Train(append(seen, inflected(seen)...))
	var b bytes.Buffer
	if _, err := rules.WriteTo(&b); err != nil {
		return err
	}
	if err := os.WriteFile(out, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing lemma rules: %w", err)
	}
	log.Printf("lemma rules of %d bytes", b.Len())
	for _, part := range []string{"en_ewt-dev", "en_ewt-test", "en_pud-test"} {
		sentences, err := treebank.Open(dir, part)
		if err != nil {
			return err
		}
		words, right := 0, 0
		for _, x := range examples(sentences) {
			words++
			if rules.Lemma(x.Form, x.UPOS, x.XPOS) == x.Lemma {
				right++
			}
		}
		fmt.Printf("%-12s lemmas %.2f (gold tags)\n", part, 100*float64(right)/float64(words))
	}
	return nil
}

// examples leaves out words written together with others or misspelt, whose lemma
// tells nothing about endings.
func examples(sentences []conllu.Sentence) []lemma.Example {
	var list []lemma.Example
	for _, s := range sentences {
		for _, w := range s.Words {
			// "s" for "'s" is a slip with a pattern; others teach nothing.
			regular := w.UPOS == "AUX" || w.UPOS == "PART" || !strings.Contains(w.Feats, "Typo=Yes")
			if w.Lemma != "_" && regular {
				list = append(list, lemma.Example{Form: w.Form, UPOS: w.UPOS, XPOS: w.XPOS, Lemma: w.Lemma})
			}
		}
	}
	return list
}
