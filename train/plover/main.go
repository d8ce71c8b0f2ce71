// Command plover measures the coding of events on pairs of actors, in the form of the
// test set of Zero-Shot PLOVER (Hu et al., ACL 2024), and prints the figures beside
// those published for it. The set has no licence: it is measured on and never kept here.
package main

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
)

func main() {
	analysis := flag.String("analysis", "full", "how closely sentences are parsed: full or fast")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("plover [-analysis full|fast] PAIRS.tsv")
	}
	f, err := os.Open(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	if err := run(f, *analysis, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(in io.Reader, analysis string, out io.Writer) error {
	pairs, err := readPairs(in)
	if err != nil {
		return err
	}
	mode, err := app.ParseMode(analysis)
	if err != nil {
		return fmt.Errorf("choosing the analysis: %w", err)
	}
	line, err := app.NewLine(mode)
	if err != nil {
		return err
	}
	answers := make([]answer, len(pairs))
	for i, p := range pairs {
		if answers[i], err = code(line, p); err != nil {
			return fmt.Errorf("coding pair %s: %w", p.id, err)
		}
	}
	return print(out, pairs, answers)
}

// pair is one row of the set: a sentence, and what one whom it names does to another.
type pair struct {
	id, gold       string
	text           string
	source, target []trucewatch.Span // where the two stand, in code points
	published      string            // the answer of the published coder, where the file has it
}

// columns are those that a file must have; the published one has more.
var columns = []string{"sentence_id", "gold_root", "marked_sentence", "source", "target"}

// published is the column with the answers of the published coder.
const published = "root_L2"

func readPairs(in io.Reader) ([]pair, error) {
	r := csv.NewReader(in)
	r.Comma, r.LazyQuotes = '\t', true
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("reading the names of the columns: %w", err)
	}
	for _, c := range columns {
		if !slices.Contains(head, c) {
			return nil, fmt.Errorf("reading the names of the columns: there is no %s", c)
		}
	}
	var pairs []pair
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return pairs, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading pair %d: %w", len(pairs)+1, err)
		}
		at := func(column string) string {
			if i := slices.Index(head, column); i >= 0 {
				return row[i]
			}
			return ""
		}
		p := pair{id: at("sentence_id"), gold: at("gold_root"), published: at(published)}
		if quadOf(p.gold) == 0 {
			return nil, fmt.Errorf("reading pair %s: %q is no class of the set", p.id, p.gold)
		}
		p.text, p.source, p.target = unmark(at("marked_sentence"))
		if len(p.source) == 0 {
			p.source = find(p.text, at("source"))
		}
		if len(p.target) == 0 {
			p.target = find(p.text, at("target"))
		}
		pairs = append(pairs, p)
	}
}

var mark = regexp.MustCompile(`</?[st]>`)

// unmark takes the marks out of a sentence and returns what they enclosed. Spans of
// the two may overlap.
func unmark(marked string) (text string, source, target []trucewatch.Span) {
	spans := map[byte]*[]trucewatch.Span{'s': &source, 't': &target}
	open := map[byte]int{}
	var out strings.Builder
	from, length := 0, 0
	for _, at := range mark.FindAllStringIndex(marked, -1) {
		out.WriteString(marked[from:at[0]])
		length += utf8.RuneCountInString(marked[from:at[0]])
		from = at[1]
		if who := marked[at[1]-2]; marked[at[0]+1] != '/' {
			open[who] = length
		} else {
			*spans[who] = append(*spans[who], trucewatch.Span{Start: open[who], End: length})
		}
	}
	out.WriteString(marked[from:])
	return out.String(), source, target
}

// find returns where words stand in a text, in code points.
func find(text, words string) []trucewatch.Span {
	if words == "" {
		return nil
	}
	var found []trucewatch.Span
	for _, at := range regexp.MustCompile(regexp.QuoteMeta(words)).FindAllStringIndex(text, -1) {
		start := utf8.RuneCountInString(text[:at[0]])
		found = append(found, trucewatch.Span{Start: start, End: start + utf8.RuneCountInString(text[at[0]:at[1]])})
	}
	return found
}

// How well the chosen event fits the pair, from worst to best.
const (
	noEvent   = iota // nothing was coded in the sentence
	neither          // none of its events has to do with either
	onlyOther        // the target takes part in it, the source does not act
	onlyActor        // the source acts, but the target does not take part
	bothFit          // the source acts, and the target is its recipient, its other side or its place
)

// answer is what the program makes of a pair.
type answer struct {
	root  string // class of the chosen event, or none
	plain string // the same by its type alone, whatever its standing
	fit   int
}

// none is the answer where nothing was coded.
const none = "none"

// code reads the sentence of a pair by itself, as the command code does, and chooses
// an event for the pair: the one that fits best; of those that fit alike, one that is
// not merely asked for or possible; of those, the first in the sentence.
func code(line *app.Line, p pair) (answer, error) {
	c := capture.New("line.txt", []byte(p.text), nil)
	r, err := line.Compute(context.Background(), []trucewatch.Capture{c}, nil, nil)
	if err != nil {
		return answer{}, err
	}
	var mentions []record.EventMention
	for _, e := range r.Events {
		mentions = append(mentions, e.Mentions...)
	}
	slices.SortFunc(mentions, func(a, b record.EventMention) int { return a.Start - b.Start })
	best := answer{root: none, plain: none}
	rank := 0
	where := positions(r)
	for _, m := range mentions {
		fit := fitOf(m, p, where)
		n := 2 * fit
		if m.Status != "proposed" {
			n++
		}
		if n > rank {
			rank = n
			best = answer{rootOf(m.Type, m.Status), rootOf(m.Type, "occurred"), fit}
		}
	}
	return best, nil
}

// positions returns where each actor and place of a record is named, in code points:
// its mentions, and the words it goes by.
func positions(r record.Record) map[string][]trucewatch.Span {
	where := map[string][]trucewatch.Span{}
	if len(r.Reports) == 0 {
		return where
	}
	for _, m := range r.Reports[0].Mentions {
		where[string(m.Entity)] = append(where[string(m.Entity)], trucewatch.Span{Start: m.Start, End: m.End})
	}
	named := func(id string, names []string) {
		for _, n := range names {
			where[id] = append(where[id], find(r.Reports[0].Text, n)...)
		}
	}
	for _, a := range r.Actors {
		named(a.ID, a.Aliases)
	}
	for _, x := range r.Places {
		named(x.ID, x.Aliases)
	}
	return where
}

func fitOf(m record.EventMention, p pair, where map[string][]trucewatch.Span) int {
	meets := func(id string, spans []trucewatch.Span) bool {
		for _, a := range where[id] {
			for _, b := range spans {
				if a.Start < b.End && b.Start < a.End {
					return true
				}
			}
		}
		return false
	}
	of := func(ids []string, spans []trucewatch.Span) []string {
		var met []string
		for _, id := range ids {
			if meets(id, spans) {
				met = append(met, id)
			}
		}
		return met
	}
	source := of(m.Actors, p.source)
	target := of(slices.Concat(m.Recipients, m.Actors, m.Mediators, []string{string(m.Place)}), p.target)
	others := slices.DeleteFunc(slices.Clone(target), func(id string) bool { return slices.Contains(source, id) })
	switch {
	case len(source) > 0 && (len(others) > 0 || len(of(m.Recipients, p.target)) > 0):
		return bothFit
	case len(source) > 0:
		return onlyActor
	case len(target) > 0:
		return onlyOther
	}
	return neither
}
