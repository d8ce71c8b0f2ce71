// Package book is a record while its ledger rows are drawn from it: who the actors
// stand for, what the sentences say, who says it, and which of the events a sentence
// tells of. The packages of the rows ask it and add nothing to it.
package book

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// Book is a record with look-ups. Its record may be changed while rows are drawn; the
// look-ups of events, statements and reports stay as they were when it was opened. Any
// number of goroutines may ask it as long as none changes the record.
type Book struct {
	R          *record.Record
	Say        *wording.Rules
	Packs      []agreement.Agreement // known beforehand
	Reports    map[string]*record.Report
	Actors     map[string]*record.Actor
	Named      map[string]bool // actors to whom a report gives a proper name
	Statements map[string]*record.Statement
	About      map[string][]*record.Statement // event ID to the statements about it
	Told       map[Spot][]int                 // sentence to the events it tells of, by index
	Said       map[Spot][]*record.Statement   // sentence to the statements whose cue stands in it
	ToldIn     map[string][]int               // report ID to the events it tells of, by index, in order

	lands  map[string][]string // actor to the states of its offices
	speaks map[string][]string // actor to those it speaks for, by the situation
	called map[string][]string // folded name to the states that go by it
	bodies map[string]string   // folded name to the body that goes by it
	told   map[Spot][]telling  // sentence to the mentions in it, by event, in order
	places map[string]int      // place ID to its index
	events map[string]int      // event ID to its index

	// What is kept once asked.
	texts  abreast.Memo[Spot, string]                    // sentences
	wholes abreast.Memo[Spot, wording.Place]             // sentences as places
	around abreast.Memo[word, wording.Place]             // triggers with the words around them
	rulers abreast.Memo[string, []int]                   // report ID to the bytes at which every so many code points begin
	ground abreast.Memo[[2]string, []agreement.ZoneTest] // agreement and place to how it lies to the zones
	sides  abreast.Memo[[2]string, *agreement.Party]     // agreement and actor to the party it stands for
}

// telling is a mention of an event, both by index.
type telling struct{ event, mention int }

// Open takes in a record, with the words by which the ledger reads rows from sentences.
func Open(r *record.Record, say *wording.Rules) *Book {
	b := &Book{
		R: r, Say: say, Reports: map[string]*record.Report{}, Actors: map[string]*record.Actor{}, Named: map[string]bool{},
		Statements: map[string]*record.Statement{}, About: map[string][]*record.Statement{}, Told: map[Spot][]int{},
		Said: map[Spot][]*record.Statement{}, lands: map[string][]string{}, called: map[string][]string{}, bodies: map[string]string{},
		events: map[string]int{}, places: map[string]int{}, ToldIn: map[string][]int{}, told: map[Spot][]telling{},
	}
	for i := range r.Reports {
		b.Reports[r.Reports[i].ID] = &r.Reports[i]
		for _, m := range r.Reports[i].Mentions {
			b.Named[string(m.Entity)] = b.Named[string(m.Entity)] || m.Named
		}
	}
	for i := range r.Actors {
		b.addActor(&r.Actors[i])
	}
	for i := range slices.Backward(r.Places) {
		b.places[r.Places[i].ID] = i
	}
	for i := range r.Events {
		b.addEvent(i)
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		b.Statements[s.ID] = s
		if at := b.At(s.Report, s.Start); at.Sentence >= 0 {
			b.Said[at] = append(b.Said[at], s)
		}
		for _, e := range s.About {
			b.About[e] = append(b.About[e], s)
		}
	}
	return b
}

// addEvent notes where event i is told of.
func (b *Book) addEvent(i int) {
	e := &b.R.Events[i]
	if _, known := b.events[e.ID]; !known {
		b.events[e.ID] = i
	}
	for k, m := range e.Mentions {
		at := b.At(m.Report, m.Start)
		b.told[at] = append(b.told[at], telling{i, k})
		if told := b.Told[at]; len(told) == 0 || told[len(told)-1] != i {
			b.Told[at] = append(told, i)
		}
		if told := b.ToldIn[m.Report]; len(told) == 0 || told[len(told)-1] != i {
			b.ToldIn[m.Report] = append(told, i)
		}
	}
}
