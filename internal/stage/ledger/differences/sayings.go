package differences

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// sameWords is how many words from the first on make two quotations one.
const sameWords = 8

// cues are words of one speaker that reports bring in by verbs of other weight: one "said"
// them, the other "warned".
func (b *rows) cues() []record.Disagreement {
	byWords := map[string][]*record.Statement{}
	var order []string
	for i := range b.R.Statements {
		s := &b.R.Statements[i]
		if s.Content == nil || s.Stance != "assert" || len(s.Source) == 0 {
			continue
		}
		words := translit.Tokens(b.Cut(b.Reports[s.Report], s.Content.Start, s.Content.End))
		if len(words) < sameWords {
			continue
		}
		key := s.Source[0] + " " + strings.Join(words[:sameWords], " ")
		if byWords[key] == nil {
			order = append(order, key)
		}
		byWords[key] = append(byWords[key], s)
	}
	var out []record.Disagreement
	for _, key := range order {
		var list []telling
		weighty := false
		for _, s := range byWords[key] {
			_, plain := b.Say.First("plain-cue", wording.Place{Trigger: s.Quote})
			weighty = weighty || !plain
			list = append(list, telling{s.Report, strings.ToLower(s.Quote), s.Quote})
		}
		if s := byWords[key][0]; weighty {
			lead := fmt.Sprintf("The same words of %s, %q, are brought in as", b.NameOf(s.Source[0]), b.Cut(b.Reports[s.Report], s.Content.Start, s.Content.End))
			out = append(out, b.beside(s.Report, "cue", lead, list)...)
		}
	}
	return out
}

// accounts are what two speakers say of one thing in one sentence: one "described it as a
// riot, but villagers said" something else.
func (b *rows) accounts() []record.Disagreement {
	var out []record.Disagreement
	for _, r := range b.R.Reports {
		for i := range r.Sentences {
			at := book.Spot{Report: r.ID, Sentence: i}
			if r.CopyOf != "" || len(b.Said[at]) < 2 {
				continue
			}
			hit, ok := b.Say.First("two-accounts", b.Whole(at))
			if !ok {
				continue
			}
			if d, ok := b.account(at, hit.Words); ok {
				out = append(out, d)
			}
		}
	}
	return out
}

// account is the row of a sentence in which two speak, if just two do.
func (b *rows) account(at book.Spot, words string) (record.Disagreement, bool) {
	var who []string
	d := record.Disagreement{About: at.Report, Attribute: "account", Kind: "single"}
	for _, s := range b.Said[at] {
		if len(s.Source) == 0 || slices.Contains(who, s.Source[0]) {
			continue
		}
		who = append(who, s.Source[0])
		d.Values = append(d.Values, record.Value{Value: record.Nullable(b.NameOf(s.Source[0])), Reports: []string{at.Report}, Quote: record.Nullable(s.Quote)})
	}
	if told := b.Told[at]; len(told) > 0 {
		d.About = b.R.Events[told[0]].ID
	}
	d.Note = fmt.Sprintf("%s tell it differently, as %s has it: %q.", b.Names(who), b.Outlet(at.Report), words)
	return d, len(who) == 2
}

// firsts are talks that reports of the same days, of the same people, call a first in
// other words: "may be the first direct contact", "believed to be the first".
func (b *rows) firsts() []record.Disagreement {
	var list []found
	for _, p := range b.passages(func(e *record.Event, _ *record.EventMention) bool { return e.Type == "CONSULT" }) {
		if hit, ok := b.Say.First("a-first", b.Whole(p.Spot)); ok {
			words := strings.TrimSpace(hit.Words)
			list = append(list, found{telling: telling{p.Report, words, words}, event: p.event, names: b.namedIn(p.Spot)})
		}
	}
	var out []record.Disagreement
	for i, x := range list {
		for _, y := range list[i+1:] {
			if b.near(x.report, y.report, countDays) && shared(x.names, y.names) > 1 {
				out = append(out, b.beside(x.event, "first", "It is called a first in other words", []telling{x.telling, y.telling})...)
			}
		}
	}
	return out
}
