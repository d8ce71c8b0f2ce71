package record_test

import (
	"fmt"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
)

func TestMainRoles(t *testing.T) {
	mention := func(actors, recipients []string) record.EventMention {
		return record.EventMention{Actors: actors, Recipients: recipients}
	}
	a, b, c := []string{"a"}, []string{"b"}, []string{"c"}
	for _, tt := range []struct {
		name     string
		mentions []record.EventMention
		want     string
	}{
		{"one telling", []record.EventMention{mention(a, b)}, "[a] [b]"},
		{"both sides once each", []record.EventMention{mention(a, b), mention(b, a)}, "[a b] [a b]"},
		{"one who would do it to himself", []record.EventMention{mention(a, nil), mention(nil, a), mention(nil, b)}, "[a] [b]"},
		{"the other way round once", []record.EventMention{mention(a, b), mention(a, b), mention(b, a)}, "[a] [b]"},
		{"named once beside three", []record.EventMention{mention(a, b), mention(a, b), mention(a, b), mention(c, nil)}, "[a] [b]"},
		{"named once beside two", []record.EventMention{mention(a, b), mention(a, b), mention(c, nil)}, "[a c] [b]"},
		{"given for want of others", []record.EventMention{mention(a, b), {Actors: c, Why: []record.Reason{{Rule: "en.inherit.main-parties"}}}}, "[a] [b]"},
	} {
		e := record.Event{Mentions: tt.mentions}
		for _, m := range tt.mentions {
			e.Actors, e.Recipients = append(e.Actors, m.Actors...), append(e.Recipients, m.Recipients...)
		}
		r := record.Record{Events: []record.Event{e}}
		record.Sort(&r)
		actors, recipients := r.Events[0].MainRoles()
		if got := fmt.Sprint(actors, " ", recipients); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestGeneric(t *testing.T) {
	habit, plain := []record.Reason{{Rule: "en.status.habit"}}, []record.Reason{{Rule: "en.status.plain"}}
	if e := (record.Event{Mentions: []record.EventMention{{Why: habit}}}); !e.Generic() {
		t.Error("a habit is no single happening")
	}
	if e := (record.Event{Mentions: []record.EventMention{{Why: habit}, {Why: plain}}}); e.Generic() {
		t.Error("what is told once as a happening is one")
	}
	if (record.Event{}).Generic() {
		t.Error("nothing told tells no habit")
	}
	for _, rule := range []string{"link.standing", "en.event.in-passing", "en.event.assault.war"} {
		if e := (record.Event{Mentions: []record.EventMention{{Why: []record.Reason{{Rule: rule}}}}}); !e.Generic() {
			t.Errorf("%s: it tells of nothing new", rule)
		}
	}
	often := []record.Reason{{Rule: "en.status.repeated"}}
	if e := (record.Event{Mentions: []record.EventMention{{Why: often}}}); !e.Generic() {
		t.Error("what is done time and again is no single happening")
	}
	if e := (record.Event{Mentions: []record.EventMention{{Why: []record.Reason{{Rule: "en.event.in-passing"}}, Date: "2025-08-18"}}}); e.Generic() {
		t.Error("another report tells its day")
	}
	if e := (record.Event{Mentions: []record.EventMention{{Why: often, Date: "2025-08-18"}}}); e.Generic() {
		t.Error("what is done time and again on one day is a happening")
	}
}

func TestOfOthers(t *testing.T) {
	other, plain := []record.Reason{{Rule: "en.event.other-report"}}, []record.Reason{{Rule: "en.status.plain"}}
	if e := (record.Event{Mentions: []record.EventMention{{Why: other}, {Why: other}}}); !e.OfOthers() {
		t.Error("only headlines of other reports tell of it")
	}
	if e := (record.Event{Mentions: []record.EventMention{{Why: other}, {Why: plain}}}); e.OfOthers() {
		t.Error("a report tells of it")
	}
}

func TestVague(t *testing.T) {
	land := func(id string) bool { return id == "land" }
	for _, tc := range []struct {
		name string
		m    record.EventMention
		want bool
	}{
		{"a word for violence", record.EventMention{Recipients: []string{"land"}, Why: []record.Reason{{Rule: "en.when.of-the-day"}}}, true},
		{"who did it", record.EventMention{Actors: []string{"band"}}, false},
		{"to whom", record.EventMention{Recipients: []string{"merchant"}}, false},
		{"where", record.EventMention{Why: []record.Reason{{Rule: "en.place.phrase"}}}, false},
		{"when", record.EventMention{Why: []record.Reason{{Rule: "en.when.attached"}}}, false},
	} {
		if got := (record.Event{Mentions: []record.EventMention{tc.m}}).Vague(land); got != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}
