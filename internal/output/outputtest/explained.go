package outputtest

import (
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/view"
)

// Explained returns a reading of one sentence with an event, a statement, a figure,
// a date and two refusals, as coding would hand them over. The sentence holds letters
// of several bytes and a character that would steer a terminal.
func Explained() view.Coded {
	text := "On Tuesday Döhl denied shelling Tor; 12 men died, he\x1b said."
	at := func(words string) trucewatch.Span {
		i := strings.Index(text, words)
		return trucewatch.Span{Start: i, End: i + len(words)}
	}
	why := func(rule, words string) []trucewatch.Reason { return []trucewatch.Reason{{Rule: rule, Words: words}} }
	reading := trucewatch.Reading{
		Report: trucewatch.Report{Text: text, Published: trucewatch.Published{Date: "2031-05-07"}},
		Sentences: []trucewatch.Sentence{{Span: trucewatch.Span{End: len(text)}, Kind: trucewatch.Prose, Tokens: []trucewatch.Token{
			{Span: at("Döhl"), Form: "Döhl", Lemma: "Döhl", UPOS: "PROPN", XPOS: "NNP", Head: 1, Rel: "nsubj"},
			{Span: at("denied"), Form: "denied", Lemma: "deny", UPOS: "VERB", XPOS: "VBD", Head: -1, Rel: "root"},
		}}},
	}
	when := trucewatch.When{Span: at("On Tuesday"), First: "2031-05-06", Last: "2031-05-06", Precision: trucewatch.Day, Relative: "XXXX-WXX-2", Why: why("en.time.weekday", "Tuesday")}
	twelve := 12
	claims := trucewatch.Claims{
		Mentions: []trucewatch.Mention{
			{Span: at("Döhl"), Kind: trucewatch.Person, Named: true, Title: "General", Antecedent: -1, Why: why("en.names.person", "Döhl")},
			{Span: at("Tor"), Kind: trucewatch.PlaceKind, Named: true, Antecedent: -1, Why: why("en.names.city", "Tor")},
			{Span: at("he"), Kind: trucewatch.Person, Antecedent: 0, Why: why("anaphora.he", "Döhl")},
			{Span: at("men"), Kind: trucewatch.Person, Antecedent: -1},
		},
		Events: []trucewatch.EventMention{{
			Span: at("shelling"), Type: trucewatch.Assault, Mode: []string{"heavy-weapons"}, Status: trucewatch.Occurred,
			Actors: []int{2}, Recipients: []int{1}, Place: 1, When: &when, AccordingTo: []int{0}, Why: why("en.event.assault.shell", "shelling"),
		}},
		Statements: []trucewatch.Statement{{
			Span: at("denied"), Sources: []int{0}, SourceSpan: at("Döhl"), Stance: trucewatch.Deny, Content: at("shelling Tor"), Why: why("en.deny.deny", "denied"),
		}},
		Figures: []trucewatch.Figure{{
			Span: at("12 men"), Measure: "killed", Min: &twelve, Max: &twelve, Event: 0, By: []int{2}, Why: why("en.toll.killed", "died"),
		}},
	}
	refused := []trucewatch.Refusal{
		{Span: at("died"), Layer: trucewatch.EventLayer, Rule: "en.event.assault.die", Because: "it names the same happening as “shelling”"},
		{Span: at("said"), Layer: trucewatch.StatementLayer, Because: "nobody who can speak is its subject"},
	}
	return view.Coded{Reading: reading, Claims: claims, Dates: [][]trucewatch.When{{when}}, Refused: refused}
}
