package talks

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// outcomeOrder puts what weighs most first.
var outcomeOrder = []string{"accord", "understandings", "none", "pledge", "continue"}

// chief is the outcome to quote where there is room for one.
func chief(list []record.Outcome) record.Nullable {
	if len(list) == 0 {
		return ""
	}
	return record.Nullable(list[0].Quote)
}

// outcomesOf collects what reports say a round came to: in a sentence that tells of
// the round, or of something agreed there.
func (b *rows) outcomesOf(r round) []record.Outcome {
	if r.form != oneRound {
		return nil
	}
	var out []record.Outcome
	for _, at := range b.sentencesOf(r) {
		text := b.TextOf(at)
		for _, hit := range b.Say.All("outcome", wording.Place{After: text}) {
			if !b.cameFrom(r, at, hit) {
				continue
			}
			o := b.QuoteOf(at)
			o.Kind = hit.Gives
			if !slices.ContainsFunc(out, func(x record.Outcome) bool { return x.Kind == o.Kind && x.Report == o.Report && x.Start == o.Start }) {
				out = append(out, o)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y record.Outcome) int {
		return slices.Index(outcomeOrder, x.Kind) - slices.Index(outcomeOrder, y.Kind)
	})
	return out
}

// sentencesOf are the sentences that tell of a round as held, and those that tell
// what its sides agreed, or did not agree, at its time.
func (b *rows) sentencesOf(r round) []book.Spot {
	var out []book.Spot
	add := func(report string, start int) {
		if at := b.At(report, start); at.Sentence >= 0 && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	for _, m := range r.mentions {
		if book.Happened(m.Status) {
			add(m.Report, m.Start)
		}
	}
	for _, e := range b.agreed {
		if b.agreedAt(r, e) {
			for _, m := range e.Mentions {
				if !b.tellsOfOther(r, b.At(m.Report, m.Start)) {
					add(m.Report, m.Start)
				}
			}
		}
	}
	for _, m := range r.event.Mentions {
		if form, _ := b.formOf(m); form == plan && record.Among(b.Parties(m.Actors...), r.parties) {
			add(m.Report, m.Start)
		}
	}
	return out
}

// tellsOf reports whether a sentence tells of the event of a row.
func (b *rows) tellsOf(r round, at book.Spot) bool {
	return slices.ContainsFunc(b.Told[at], func(i int) bool { return b.R.Events[i].ID == r.event.ID })
}

// plansIn reports whether a sentence tells of further rounds that were announced at a row.
func (b *rows) plansIn(r round, at book.Spot) bool {
	return slices.ContainsFunc(r.event.Mentions, func(m record.EventMention) bool {
		form, _ := b.formOf(m)
		return form == plan && b.At(m.Report, m.Start) == at
	})
}

// tellsOfOther reports whether a sentence tells of talks, and of no round of this row.
func (b *rows) tellsOfOther(r round, at book.Spot) bool {
	return !b.tellsOf(r, at) && slices.ContainsFunc(b.Told[at], func(i int) bool { return b.R.Events[i].Type == "CONSULT" })
}

// agreedAt reports whether an event is what the sides of a round agreed there.
func (b *rows) agreedAt(r round, e *record.Event) bool {
	day := r.date()
	return e.Type == "AGREE" && day != "" && e.Date != "" && book.Meets(e.Date, day) && (e.Place == "" || e.Place == r.place()) && slices.Equal(b.Parties(e.Actors...), r.parties)
}

// cameFrom reports whether the words of an outcome are of this round: an act of
// agreeing that they hold is one of its sides at its time; without one, the sentence
// tells of no other talks.
func (b *rows) cameFrom(r round, at book.Spot, hit wording.Hit) bool {
	rep := b.Reports[at.Report]
	base, text := rep.Sentences[at.Sentence].Start, b.TextOf(at)
	from, to := base+len([]rune(text[:hit.Start])), base+len([]rune(text[:hit.End]))
	alone := true
	for _, i := range b.Told[at] {
		e := &b.R.Events[i]
		if e.Type == "CONSULT" && e.ID != r.event.ID {
			alone = false
		}
		if e.Type != "AGREE" {
			continue
		}
		for _, m := range e.Mentions {
			if m.Report == at.Report && m.Start < to && from < m.End {
				return b.agreedAt(r, e) || !book.OwnDate(m) && b.plansIn(r, at)
			}
		}
	}
	return alone
}

// followed finds what became of a plan, and the round that comes after a round of
// which more were announced. All are the rows of the same sides.
func (b *rows) followed(r round, all []round) (next, kept record.Nullable) {
	later := b.later(r, all)
	if fate, off := b.fateOf(r.mentions); off {
		kept = record.Nullable(fate)
	}
	announced := r.form == plan || r.status() == "planned" || slices.ContainsFunc(r.mentions, func(m record.EventMention) bool { return m.Status == "planned" })
	if r.form == oneRound {
		if announced && kept == "" && book.Happened(r.status()) {
			kept = "held"
		}
		if more := b.announces(r, all); more != "" {
			next = more
			if later != "" {
				next = later
			}
		}
	}
	if kept != "" || !announced {
		return next, kept
	}
	if later != "" && r.form == plan {
		return later, "held"
	}
	return next, "no word since"
}

// later is the first round of the same sides that was held after a row, or, where that
// has no day, after the last round that its report tells of.
func (b *rows) later(r round, all []round) record.Nullable {
	from := r.date()
	if r.form == plan {
		from = r.event.Date // of the round at which it was announced
	}
	if from == "" {
		_, from = b.lastRound(r.mentions[0].Report, all)
	}
	if from == "" {
		return ""
	}
	var out, first record.Nullable
	for i := range all {
		o := &all[i]
		if o.form != oneRound || o.event.ID == r.event.ID || !book.Happened(o.status()) {
			continue
		}
		if d := o.date(); d > from && !book.Meets(d, from) && (first == "" || d < first) {
			out, first = record.Nullable(o.event.ID), d
		}
	}
	return out
}

// announces finds the event in which a report of a round speaks of further ones:
// beside it, or as a happening of its own after the last round that it tells of.
func (b *rows) announces(r round, all []round) record.Nullable {
	for i := range all {
		o := &all[i]
		if o.form != plan && o.status() != "planned" || o.date() != "" && o.date() <= r.date() {
			continue
		}
		if o.event.ID == r.event.ID {
			if o.form == plan {
				return record.Nullable(o.event.ID)
			}
			continue
		}
		if b.held[o.event.ID] {
			continue
		}
		if slices.ContainsFunc(o.mentions, func(m record.EventMention) bool {
			id, _ := b.lastRound(m.Report, all)
			return id == r.event.ID
		}) {
			return record.Nullable(o.event.ID)
		}
	}
	return ""
}

// lastRound is the event of the latest of some rounds that a report tells of as held,
// with its day.
func (b *rows) lastRound(report string, all []round) (out string, last record.Nullable) {
	for i := range all {
		o := &all[i]
		if o.form == oneRound && o.date() > last &&
			slices.ContainsFunc(o.mentions, func(m record.EventMention) bool { return m.Report == report && book.Happened(m.Status) }) {
			out, last = o.event.ID, o.date()
		}
	}
	return out, last
}

// fateOf tells whether reports say that a round was put off or called off.
func (b *rows) fateOf(mentions []record.EventMention) (string, bool) {
	for _, m := range mentions {
		if hit, ok := b.Say.First("plan", b.Words(m)); ok && m.Status != "occurred" && m.Status != "ongoing" {
			return hit.Gives, true
		}
	}
	return "", false
}
