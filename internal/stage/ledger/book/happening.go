package book

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// harmful are the types that one side may allege of another.
var harmful = []string{"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION"}

// Harmful reports whether an event is of a type that one side may allege of another.
func Harmful(e record.Event) bool { return slices.Contains(harmful, e.Type) }

// Original is the report that a report repeats, or the report itself.
func (b *Book) Original(report string) string {
	if rep := b.Reports[report]; rep != nil && rep.CopyOf != "" {
		return string(rep.CopyOf)
	}
	return report
}

// Happened reports whether a status is that of something that was or is so.
func Happened(status string) bool { return status == "occurred" || status == "ongoing" }

// Trigger is the word of a mention, in small letters.
func Trigger(m record.EventMention) string { return strings.ToLower(m.Quote) }

// Event finds an event by its ID; one without an ID where there is none.
func (b *Book) Event(id string) record.Event {
	i, known := b.events[id]
	if !known {
		return record.Event{}
	}
	return b.R.Events[i]
}

// ReportsOf are the IDs of the reports of some mentions, sorted.
func ReportsOf(mentions []record.EventMention) []string {
	var out []string
	for _, m := range mentions {
		if !slices.Contains(out, m.Report) {
			out = append(out, m.Report)
		}
	}
	slices.Sort(out)
	return out
}

// Because reports whether one of the rules that made a mention begins so.
func Because(m record.EventMention, prefixes ...string) bool {
	return slices.ContainsFunc(m.Why, func(w record.Reason) bool {
		return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(w.Rule, p) })
	})
}

// Inherits reports whether a mention took something from another one.
func Inherits(m record.EventMention) bool { return Because(m, "en.inherit.") }

// correction begins the name of the rule by which a person of the review corrected a field:
// what was corrected is what the words say.
const correction = "decision.correct."

func corrected(m record.EventMention, field string) bool { return Because(m, correction+field) }

// OwnDate reports whether the words of a mention themselves say when it was.
func OwnDate(m record.EventMention) bool {
	if m.Date != "" && corrected(m, "date") {
		return true
	}
	return m.Date != "" && !Because(m, "link.date") &&
		(Because(m, "en.when.attached", "en.when.sentence", "en.when.said") || !Because(m, "en.when.", "en.inherit."))
}

// OwnPlace reports whether the words of a mention themselves say where it was.
func OwnPlace(m record.EventMention) bool {
	return m.Place != "" && Because(m, "en.place.phrase", "en.place.modifier", "en.place.near", correction+"place")
}

// OwnParties reports whether the words of a mention themselves say who took part.
func OwnParties(m record.EventMention) bool {
	return corrected(m, "actors") || corrected(m, "recipients") || Because(m, "en.slot.subj", "en.slot.obj", "en.slot.with", "en.slot.between", "en.slot.mod", "en.slot.of", "en.slot.by", "en.slot.self") ||
		!Because(m, "en.inherit.", "link.parties", "en.slot.same-happening")
}

// Refs writes where mentions stand.
func Refs(list []record.EventMention) []record.MentionRef {
	var out []record.MentionRef
	for _, m := range list {
		out = append(out, m.Ref())
	}
	return out
}

// OfAgreement reports whether the sentence of a mention tells of a truce or an agreement, of
// which one who "brokered" or "mediated" there is the mediator.
func (b *Book) OfAgreement(m record.EventMention) bool {
	for e, n := range b.ToldAt(b.At(m.Report, m.Start)) {
		if e.Type != "RETREAT" && e.Type != "AGREE" {
			continue
		}
		if _, kind := b.Say.First("agreement-kind", b.Words(n)); kind {
			return true
		}
	}
	return false
}
