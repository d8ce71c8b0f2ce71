// Command bench measures the language core on the treebanks, the hand-made
// relations and the sentence boundaries beside the project, and prints the figures
// next to published ones and the goals.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/conllu"
	"github.com/trucewatch/trucewatch/train/treebank"
)

// row is one line of the table.
type row struct{ measure, full, fast, must, aim, published string }

func main() {
	shared := flag.String("shared", "../shared", "folder with the data, gold files and reports")
	modes := flag.String("modes", "full,fast", "analyses to measure")
	only := flag.String("memory", "", "measure only how much memory this analysis takes")
	flag.Parse()
	if *only != "" {
		if err := memory(*shared, lang.Mode(*only)); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := run(*shared, strings.Split(*modes, ",")); err != nil {
		log.Fatal(err)
	}
}

func run(shared string, modes []string) error {
	columns := map[string]figures{}
	for _, mode := range modes {
		f, err := measure(shared, lang.Mode(mode))
		if err != nil {
			return err
		}
		if err := f.speed(shared, lang.Mode(mode)); err != nil {
			return err
		}
		if err := f.size(shared, lang.Mode(mode)); err != nil {
			return err
		}
		columns[mode] = f
	}
	rows := []row{
		{"EWT test, UPOS", "", "", "95.8", "96.5", "UDPipe 1.2 94.43, LIMA 95.95, spaCy trf 96.94"},
		{"EWT test, lemmas", "", "", "97", "", ""},
		{"EWT test, UAS", "", "", "89.0 full", "90.5 full", "UDPipe 1.2 84.4, LIMA 87.91, spaCy trf 91.90"},
		{"EWT test, LAS", "", "", "86.3 / 83.3", "88.0 / 84.5", "UDPipe 1.2 81.08, LIMA 84.65, spaCy trf 89.42"},
		{"PUD test, UPOS", "", "", "96.3", "", ""},
		{"PUD test, LAS", "", "", "84.3 / 81.5", "86.5 / 83", "experiment 84.7 / 81.5"},
		{"EWT test, raw text: tokens F1", "", "", "", "", ""},
		{"EWT test, raw text: words F1", "", "", "", "", ""},
		{"EWT test, raw text: sentences F1", "", "", "", "", ""},
		{"EWT test, raw text: UPOS F1", "", "", "", "", ""},
		{"EWT test, raw text: LAS F1", "", "", "", "", ""},
		{"PUD test, raw text: tokens F1", "", "", "", "", ""},
		{"PUD test, raw text: words F1", "", "", "", "", ""},
		{"PUD test, raw text: sentences F1", "", "", "", "", ""},
		{"PUD test, raw text: LAS F1", "", "", "", "", ""},
		{"keyrel: head and relation", "", "", "81", "90", "experiment 81.0"},
		{"keyrel: head", "", "", "", "", "experiment 82.9"},
		{"names: seeds F1", "", "", "93", "96", "prose v3 49 (strings)"},
		{"names: qarah F1", "", "", "88", "93", ""},
		{"names: breach F1", "", "", "88", "93", ""},
		{"names: taliban F1", "", "", "88", "93", ""},
		{"reports: sentence boundaries F1", "", "", "99", "99.5", ""},
		{"words a second, one core", "", "", "5000 / 18000", "12000 / 30000", "experiment 2900 / 18000"},
		{"words a second, names only", "", "", "100000", "", "experiment 110000"},
		{"first sentence after, ms", "", "", "300", "", ""},
		{"weights, MB", "", "", "<= 40", "<= 25", ""},
		{"most memory, MB", "", "", "<= 250", "", ""},
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "measure\tfull\tfast\tmust\taim\tpublished, not like for like")
	for _, r := range rows {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", r.measure, columns["full"].show(r.measure), columns["fast"].show(r.measure), r.must, r.aim, r.published)
	}
	return out.Flush()
}

// figures maps measures to values.
type figures map[string]float64

func (f figures) show(measure string) string {
	v, measured := f[measure]
	switch {
	case !measured:
		return "-"
	case v >= 1000:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

func measure(shared string, mode lang.Mode) (figures, error) {
	f := figures{}
	analyser, err := lang.New(mode)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	analyser.Sentences("Talks began.")
	f["first sentence after, ms"] = float64(time.Since(start).Microseconds()) / 1000
	for _, set := range [][2]string{{"EWT test", "en_ewt-test"}, {"PUD test", "en_pud-test"}} {
		gold, err := treebank.Open(shared+"/data/treebanks", set[1])
		if err != nil {
			return nil, err
		}
		if err := f.tokens(analyser, set[0], gold); err != nil {
			return nil, err
		}
		if err := f.raw(analyser, set[0], gold); err != nil {
			return nil, err
		}
	}
	if err := f.relations(analyser, shared); err != nil {
		return nil, err
	}
	if err := f.boundaries(shared); err != nil {
		return nil, err
	}
	return f, f.names(shared)
}

// tokens measures on the tokens of the treebank, with the core's own tags.
func (f figures) tokens(analyser *lang.Analyser, name string, gold []conllu.Sentence) error {
	sentences := untagged(gold)
	analyser.Annotate(sentences)
	a, err := conllu.Attach(gold, treesOf(sentences))
	if err != nil {
		return err
	}
	f[name+", UPOS"], f[name+", lemmas"] = a.Percent(a.UPOS), a.Percent(a.Lemmas)
	f[name+", UAS"], f[name+", LAS"] = a.Percent(a.Heads), a.Percent(a.Labelled)
	return nil
}

// untagged gives the bare tokens of the treebank.
func untagged(gold []conllu.Sentence) []trucewatch.Sentence {
	sentences := make([]trucewatch.Sentence, len(gold))
	for i, g := range gold {
		at := 0
		for _, w := range g.Words {
			span := trucewatch.Span{Start: at, End: at + len(w.Form)}
			sentences[i].Tokens = append(sentences[i].Tokens, trucewatch.Token{Span: span, Form: w.Form, Head: -1})
			at = span.End + 1
		}
		sentences[i].Kind = trucewatch.Prose
	}
	return sentences
}

// raw measures from the bare text, paragraph by paragraph.
func (f figures) raw(analyser *lang.Analyser, name string, gold []conllu.Sentence) error {
	var text strings.Builder
	for i, g := range gold {
		switch {
		case i == 0:
		case g.Paragraph || g.Document != gold[i-1].Document:
			text.WriteString("\n")
		default:
			text.WriteString(" ")
		}
		text.WriteString(g.Text)
	}
	r, err := conllu.EvaluateRaw(gold, treesOf(analyser.Sentences(text.String())))
	if err != nil {
		return fmt.Errorf("measuring %s from raw text: %w", name, err)
	}
	name += ", raw text: "
	f[name+"tokens F1"], f[name+"words F1"], f[name+"sentences F1"] = r.Tokens.F1(), r.Words.F1(), r.Sentences.F1()
	f[name+"UPOS F1"], f[name+"LAS F1"] = r.UPOS.F1(), r.LAS.F1()
	return nil
}

func treesOf(sentences []trucewatch.Sentence) []conllu.Sentence {
	trees := make([]conllu.Sentence, len(sentences))
	for i, s := range sentences {
		for j, t := range s.Tokens {
			if n := len(trees[i].Surfaces) - 1; j > 0 && s.Tokens[j-1].End == t.Start && isClitic(s.Tokens[j-1].Form, t.Form) {
				trees[i].Surfaces[n] += t.Form
			} else {
				trees[i].Surfaces = append(trees[i].Surfaces, t.Form)
			}
			trees[i].Words = append(trees[i].Words, conllu.Word{
				Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS, Rel: t.Rel, Head: t.Head, Surface: len(trees[i].Surfaces) - 1,
			})
		}
	}
	return trees
}

// isClitic reports whether the treebanks count form and the word before it as one
// token of two words.
func isClitic(before, form string) bool {
	switch strings.ToLower(strings.ReplaceAll(form, "’", "'")) {
	case "n't", "'s", "'re", "'ve", "'ll", "'d", "'m":
		return true
	case "'":
		return strings.HasSuffix(strings.ToLower(before), "s")
	case "not":
		return strings.EqualFold(before, "can")
	case "na", "ta":
		return true
	}
	return false
}
