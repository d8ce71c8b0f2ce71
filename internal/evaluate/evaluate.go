// Package evaluate measures a record against hand-coded reports. It is a port of
// the project's reference scorer, ../shared/tools/score.py, and gives the same
// figures to the last digit; a test runs both and compares.
//
// One thing differs on purpose: where the reference lists mistakes in the order
// of a Python set, this package lists them in the order of the gold file. The
// lines themselves are the same.
package evaluate

import (
	"fmt"
	"io/fs"
	"math"
	"strconv"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Measure is how well one kind of thing was found: precision, recall and their
// harmonic mean, rounded to four digits, with the counts they come from.
type Measure struct {
	P, R, F1            float64
	Found               int // predicted and right
	Predicted, Expected int
}

// Linking is how well mentions of one thing were brought together, by B-cubed
// (Bagga and Baldwin 1998) over the gold mentions, rounded to four digits.
type Linking struct {
	P, R, F1 float64
	Mentions int
}

// Share is the part of a number of decisions that was right.
type Share struct{ Right, Of int }

// Known reports whether there was anything to decide.
func (s Share) Known() bool { return s.Of > 0 }

// Value returns the share, rounded to four digits; 0 where nothing was to decide.
func (s Share) Value() float64 {
	if s.Of == 0 {
		return 0
	}
	return round(float64(s.Right) / float64(s.Of))
}

// Mistakes are the mistakes of one layer, in words.
type Mistakes struct {
	Layer string
	Lines []string
}

// Result is the measure of one record on one folder of coded reports.
type Result struct {
	Reports                                  int
	Names, Events, Triggers, Participants    Measure
	Statements, Figures                      Measure
	NamesLinked, EventsLinked                Linking
	Status, Date, Place, Mode, Stance, Chain Share
	Published                                Share
	// Mistakes are listed by layer, in the order in which a layer first made one.
	Mistakes []Mistakes
	// Warnings tell of gold that can be scored but is surely not meant.
	Warnings []string
}

// ScoreGold scores a record against gold that has been read.
func ScoreGold(rec record.Record, g Gold) (Result, error) {
	s := newScorer(rec, g)
	for i := range g.Reports {
		s.report(&g.Reports[i])
	}
	if s.err != nil {
		return Result{}, s.err
	}
	s.result.NamesLinked = bCubed(s.nameFound, s.nameGold)
	s.result.EventsLinked = bCubed(s.eventFound, s.eventGold)
	for _, score := range []*Measure{
		&s.result.Names, &s.result.Events, &s.result.Triggers, &s.result.Participants,
		&s.result.Statements, &s.result.Figures,
	} {
		score.rate()
	}
	s.result.Warnings = g.Warnings
	return s.result, nil
}

// Score scores a record against the coded reports in gold, whose sentences
// stand in reports. Reports are matched by file name. An error names the gold
// file that cannot be used and the place in it.
func Score(rec record.Record, reports, gold fs.FS) (Result, error) {
	g, err := ReadGold(reports, gold)
	if err != nil {
		return Result{}, err
	}
	return ScoreGold(rec, g)
}

// rate fills precision, recall and F1 from the counts.
func (m *Measure) rate() {
	var p, r float64
	if m.Predicted > 0 {
		p = float64(m.Found) / float64(m.Predicted)
	}
	if m.Expected > 0 {
		r = float64(m.Found) / float64(m.Expected)
	}
	m.P, m.R, m.F1 = round(p), round(r), harmonic(p, r)
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return round(2 * p * r / (p + r))
}

// round rounds to four decimal digits as Python does: correctly from the binary
// value, ties to even.
func round(x float64) float64 {
	const digits = 4
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', digits, 64), 64)
	if err != nil {
		return math.NaN()
	}
	return rounded
}

// scorer holds what scoring one record needs.
type scorer struct {
	rec     record.Record
	gold    Gold
	compare comparer
	forms   map[string][]string // forms of actors and places of the record
	reports map[string]*record.Report
	seen    map[seenKey][]string // forms by which a report names something

	nameGold, eventGold   *clustering
	nameFound, eventFound map[clusterKey]string
	result                Result
	err                   error
}

type seenKey struct{ report, entity string }

func newScorer(rec record.Record, g Gold) *scorer {
	s := &scorer{
		rec: rec, gold: g, compare: comparer{}, forms: map[string][]string{},
		reports: map[string]*record.Report{}, seen: map[seenKey][]string{},
		nameGold: newClustering(), eventGold: newClustering(),
		nameFound: map[clusterKey]string{}, eventFound: map[clusterKey]string{},
	}
	for _, x := range rec.Actors {
		s.forms[x.ID] = append([]string{x.Name}, x.Aliases...)
	}
	for _, x := range rec.Places {
		s.forms[x.ID] = append([]string{x.Name}, x.Aliases...)
	}
	for i := range rec.Reports {
		r := &rec.Reports[i]
		file := r.File
		if file == "" {
			file = r.ID
		}
		s.reports[stem(file)] = r
	}
	return s
}

// report scores every layer of one coded report.
func (s *scorer) report(c *Coded) {
	s.result.Reports++
	r := s.reports[stem(c.Report)]
	if r == nil {
		s.mistake("reports", "%s: not in the record", stem(c.Report))
		r = &record.Report{}
	}
	if c.Published != "" {
		s.result.Published.Of++
		if p := string(r.Published.Date); p != "" && beginning(p, 10) == beginning(c.Published, 10) {
			s.result.Published.Right++
		}
	}
	s.names(c, r)
	s.events(c, r)
	s.statements(c, r)
	s.figures(c, r)
}

func (s *scorer) mistake(layer, format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	for i := range s.result.Mistakes {
		if s.result.Mistakes[i].Layer == layer {
			s.result.Mistakes[i].Lines = append(s.result.Mistakes[i].Lines, line)
			return
		}
	}
	s.result.Mistakes = append(s.result.Mistakes, Mistakes{layer, []string{line}})
}

// goldForms returns the forms of an id of the gold. An id that ids.json does not
// have makes the whole measure worthless, so it is an error.
func (s *scorer) goldForms(c *Coded, id string) []string {
	forms, ok := s.gold.Forms[id]
	if !ok && s.err == nil {
		s.err = fmt.Errorf("scoring %s: id %q is not in ids.json", c.File, id)
	}
	return forms
}

// recordForms returns the forms of an id of the record; an unknown id is its own form.
func (s *scorer) recordForms(id string) []string {
	if forms, ok := s.forms[id]; ok || id == "" {
		return forms
	}
	return []string{id}
}

func beginning(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// clusterKey is one gold mention: a report and a place or number in it.
type clusterKey struct {
	report     string
	start, end int
}

// clustering keeps the cluster of each mention in order of first appearance.
type clustering struct {
	keys []clusterKey
	of   map[clusterKey]string
}

func newClustering() *clustering { return &clustering{of: map[clusterKey]string{}} }

func (c *clustering) put(key clusterKey, id string) {
	if _, ok := c.of[key]; !ok {
		c.keys = append(c.keys, key)
	}
	c.of[key] = id
}

// bCubed compares two clusterings of the gold mentions. A mention that was not
// found is a cluster of its own.
func bCubed(found map[clusterKey]string, gold *clustering) Linking {
	foundSize, goldSize, both := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for _, m := range gold.keys {
		goldSize[gold.of[m]]++
		if id, ok := found[m]; ok {
			foundSize[id]++
			both[[2]string{id, gold.of[m]}]++
		}
	}
	var p, r float64
	for _, m := range gold.keys {
		shared, predicted := 1, 1
		if id, ok := found[m]; ok {
			shared, predicted = both[[2]string{id, gold.of[m]}], foundSize[id]
		}
		p += float64(shared) / float64(predicted)
		r += float64(shared) / float64(goldSize[gold.of[m]])
	}
	n := float64(max(1, len(gold.keys)))
	p /= n
	r /= n
	return Linking{round(p), round(r), harmonic(p, r), len(gold.keys)}
}
