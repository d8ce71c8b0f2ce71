package compose

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
)

// TestWhatASilenceIsAbout has a report that tells of two acts and then of a silence.
func TestWhatASilenceIsAbout(t *testing.T) {
	const text = "Norland shelled the town. Eastland met the rebels. Norland, which runs raids, kept silent."
	at := func(words string) trucewatch.Span {
		i := strings.Index(text, words)
		return trucewatch.Span{Start: i, End: i + len(words)}
	}
	for _, tt := range []struct{ name, who, cue, want string }{
		{"of whom the report told last", "norland", "kept", "e-shelled"},
		{"of another side", "eastland", "kept", "e-met"},
		{"of nobody told before", "sudland", "kept", "e-raids"},
	} {
		claims := trucewatch.Claims{Mentions: []trucewatch.Mention{{}, {}, {}}, Statements: []trucewatch.Statement{
			{Span: at(tt.cue), Sentence: 2, Sources: []int{0}, Stance: trucewatch.Silent},
		}}
		w := trucewatch.World{
			Readings: []trucewatch.Reading{{Report: trucewatch.Report{ID: "r-1", Text: text}}},
			Identities: trucewatch.Identities{Reports: map[string]trucewatch.ReportIdentities{
				"r-1": {Names: []string{"", "", ""}, Acts: [][]string{{tt.who}, nil, nil}},
			}},
		}
		for i, e := range []struct {
			words, actor string
			sentence     int
			typ          trucewatch.EventType
			why          string
		}{
			{"shelled", "norland", 0, trucewatch.Assault, "en.status.plain"},
			{"met", "eastland", 1, trucewatch.Consult, "en.status.plain"},
			{"raids", "sudland", 2, trucewatch.Assault, "en.status.habit"},
		} {
			if e.actor == "sudland" && tt.who != "sudland" {
				e.actor = "norland"
			}
			if tt.who == "eastland" && e.words == "raids" {
				e.actor = "nobody"
			}
			claims.Events = append(claims.Events, trucewatch.EventMention{
				Span: at(e.words), Sentence: e.sentence, Type: e.typ, Status: trucewatch.Occurred, Place: -1, Why: []trucewatch.Reason{{Rule: e.why}},
			})
			w.Events = append(w.Events, trucewatch.Event{
				ID: "e-" + e.words, Type: e.typ, Status: trucewatch.Occurred, Mentions: []trucewatch.EventRef{{Report: "r-1", Index: i}},
				Parts: []trucewatch.Part{{Actors: []string{e.actor}}},
			})
		}
		w.Claims = []trucewatch.Claims{claims}
		got := Record(w).Statements[0].About
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
