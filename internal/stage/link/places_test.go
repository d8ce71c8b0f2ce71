package link_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
)

// act is one event of a made text: its word, who does it, where its sentence puts it,
// and the day that it gives for it.
type act struct {
	word, by, place string
	kind            trucewatch.EventType
	rule, day       string
	mode, upon      string
}

// atlas are the lands of the made texts, and the towns with the land each lies in.
func atlas() (lands []string, towns map[string]string) {
	return []string{"Ruritania", "Sylvania", "Borduria"}, map[string]string{"Zenda": "Sylvania", "Strelsau": "Ruritania", "Hentzau": "Sylvania"}
}

// reported makes a world of one report whose sentences are the lines of a text. Each
// line that names a land or town once has it as a mention.
func reported(text string, acts ...act) trucewatch.World {
	lands, towns := atlas()
	w := trucewatch.World{}
	ids := trucewatch.ReportIdentities{}
	claims := trucewatch.Claims{Report: "r"}
	for _, l := range lands {
		w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: l, Name: l, Kind: trucewatch.StateKind, Named: true})
	}
	for town, land := range towns {
		w.Identities.Places = append(w.Identities.Places, trucewatch.Place{ID: town, Name: town, Land: land, Position: &trucewatch.Position{Lat: 10, Lon: float64(len(town)), RadiusKM: 5}})
	}
	for _, l := range lands {
		w.Identities.Places = append(w.Identities.Places, trucewatch.Place{ID: l, Name: l, Position: &trucewatch.Position{Lat: 10, Lon: 10, RadiusKM: 300}})
	}
	reading := trucewatch.Reading{Report: trucewatch.Report{ID: "r", File: "r.txt", Text: text, Published: trucewatch.Published{Date: "2025-03-05"}}}
	at, start := map[string]int{}, 0
	for s, line := range strings.SplitAfter(text, "\n") {
		sentence := trucewatch.Sentence{Span: trucewatch.Span{Start: start, End: start + len(line)}}
		for _, name := range []string{"Ruritania", "Sylvania", "Borduria", "Zenda", "Strelsau", "Hentzau"} {
			if k := strings.Index(line, name); k >= 0 {
				at[name] = len(claims.Mentions)
				claims.Mentions = append(claims.Mentions, trucewatch.Mention{Named: true, Kind: trucewatch.PlaceKind, Sentence: s, Span: trucewatch.Span{Start: start + k, End: start + k + len(name)}})
				ids.Names = append(ids.Names, name)
				ids.Acts = append(ids.Acts, []string{name})
			}
		}
		for _, a := range acts {
			k := strings.Index(line, a.word)
			if k < 0 {
				continue
			}
			span := trucewatch.Span{Start: start + k, End: start + k + len(a.word)}
			e := trucewatch.EventMention{Span: span, Sentence: s, Token: len(sentence.Tokens), Type: a.kind, Status: trucewatch.Occurred, Place: -1, Why: []trucewatch.Reason{{Rule: a.rule}}}
			sentence.Tokens = append(sentence.Tokens, trucewatch.Token{Span: span, Form: a.word, Lemma: a.word, Head: -1})
			if a.by != "" {
				e.Actors = []int{at[a.by]}
			}
			if a.upon != "" {
				e.Recipients = []int{len(claims.Mentions)}
				claims.Mentions = append(claims.Mentions, trucewatch.Mention{Kind: trucewatch.Organization, Named: true, Sentence: s, Span: span})
				ids.Names, ids.Acts = append(ids.Names, ""), append(ids.Acts, []string{a.upon})
			}
			if a.mode != "" {
				e.Mode = []string{a.mode}
			}
			if a.day != "" {
				e.When = &trucewatch.When{Precision: trucewatch.Day, First: a.day, Last: a.day}
			}
			if a.place != "" {
				e.Place = at[a.place]
			}
			claims.Events = append(claims.Events, e)
		}
		reading.Sentences = append(reading.Sentences, sentence)
		start += len(line)
	}
	w.Readings, w.Claims = []trucewatch.Reading{reading}, []trucewatch.Claims{claims}
	w.Identities.Reports = map[string]trucewatch.ReportIdentities{"r": ids}
	return w
}

// TestTheLandOfAnAct tells where an act of force lies whose sentence names no place.
func TestTheLandOfAnAct(t *testing.T) {
	raid := act{word: "raided", by: "Ruritania", kind: trucewatch.Assault}
	for _, c := range []struct {
		name, text string
		acts       []act
		want       string
	}{
		{
			"where the report tells of happenings in a land", "Ruritania raided.\nPeople fled in Sylvania.\nShops are shut in Sylvania.\n",
			[]act{raid},
			"Sylvania",
		},
		{
			"and not where it names a land as a side", "Ruritania raided.\nSylvania spoke.\nSylvania wrote.\nPeople fled in Borduria.\nShops are shut in Borduria.\n",
			[]act{raid},
			"Borduria",
		},
		{
			"in the town that most of it lies in", "Ruritania raided.\nPeople fled in Zenda.\nShops are shut in Zenda.\n",
			[]act{raid},
			"Zenda",
		},
		{
			"not where people met", "Ruritania raided.\nThey met in Zenda.\nThey met again in Zenda.\n",
			[]act{raid, {word: "met", place: "Zenda", kind: trucewatch.Consult}},
			"Ruritania",
		},
		{
			"where the same side is told to use force", "Ruritania raided.\nRuritania shelled Sylvania.\nBorduria bombed in Strelsau.\nPeople fled in Strelsau.\n",
			[]act{raid, {word: "shelled", by: "Ruritania", place: "Sylvania", kind: trucewatch.Assault}, {word: "bombed", by: "Borduria", place: "Strelsau", kind: trucewatch.Assault}},
			"Sylvania",
		},
		{
			"where the rest of its day is told", "Ruritania raided.\nMen died in Strelsau.\nBombs fell on Strelsau.\nPeople fled in Zenda.\nZenda is shut, as is Sylvania.\n",
			[]act{{word: "raided", by: "Ruritania", kind: trucewatch.Assault, day: "2025-03-04"}, {word: "died", place: "Strelsau", kind: trucewatch.Assault, day: "2025-03-04"}, {word: "fell", place: "Strelsau", kind: trucewatch.Assault, day: "2025-03-04"}},
			"Strelsau",
		},
		{
			"and not where another day is told", "Ruritania raided.\nBorduria bombed Strelsau.\nBorduria struck Strelsau.\nPeople fled in Zenda.\nZenda is shut.\nShops in Zenda too.\n",
			[]act{{word: "raided", by: "Ruritania", kind: trucewatch.Assault, day: "2025-03-04"}, {word: "bombed", by: "Borduria", place: "Strelsau", kind: trucewatch.Assault, day: "2025-03-01"}, {word: "struck", by: "Borduria", place: "Strelsau", kind: trucewatch.Assault, day: "2025-03-01"}},
			"Zenda",
		},
		{
			"at home where it is told to ward off", "Ruritania raided.\nPeople fled in Sylvania.\nShops are shut in Sylvania.\n",
			[]act{{word: "raided", by: "Ruritania", kind: trucewatch.Assault, rule: "en.event.assault.intercept"}},
			"Ruritania",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			firstLiesIn(t, c.text, c.acts, c.want)
		})
	}
}

// TestWhereForcesLeaveAndArmsFallSilent tells where a withdrawal, a truce or force against a body without
// a land lies whose sentence names no place.
func TestWhereForcesLeaveAndArmsFallSilent(t *testing.T) {
	const text = "Ruritania acted.\nPeople fled in Zenda.\nRuritania spoke.\nRuritania wrote.\n"
	leaves := act{word: "acted", by: "Ruritania", kind: trucewatch.Retreat, mode: "withdraw"}
	strikes := act{word: "acted", by: "Ruritania", kind: trucewatch.Assault, upon: "the-band"}
	for _, c := range []struct {
		name, text string
		acts       []act
		want       string
	}{
		{"forces leave a land that is not theirs", text, []act{leaves}, "Sylvania"},
		{"and the one that they are told to fight in", text + "Ruritania shelled Borduria.\n", []act{leaves, {word: "shelled", by: "Ruritania", place: "Borduria", kind: trucewatch.Assault}}, "Borduria"},
		{"a truce lies where happenings are told", text, []act{{word: "acted", by: "Ruritania", kind: trucewatch.Retreat, mode: "ceasefire"}}, "Sylvania"},
		{"a release does not", text, []act{{word: "acted", by: "Ruritania", kind: trucewatch.Retreat, mode: "release"}}, "Ruritania"},
		{"a band is struck abroad", text, []act{strikes}, "Sylvania"},
		{"but at home where force is used there", text + "Ruritania bombed Strelsau.\n", []act{strikes, {word: "bombed", by: "Ruritania", place: "Strelsau", kind: trucewatch.Assault}}, "Strelsau"},
	} {
		t.Run(c.name, func(t *testing.T) {
			firstLiesIn(t, c.text, c.acts, c.want)
		})
	}
}

// firstLiesIn wants the first happening of a report in a place.
func firstLiesIn(t *testing.T, text string, acts []act, want string) {
	t.Helper()
	w := joined(t, reported(text, acts...))
	for _, e := range w.Events {
		for k, m := range e.Mentions {
			if m.Index == 0 && e.Parts[k].Place != want {
				t.Errorf("%q lies in %q by %v, want %q", text, e.Parts[k].Place, e.Parts[k].Why, want)
			}
		}
	}
}

// TestTheTownOfTheNews places what a report about one land tells in the town that it
// tells most of.
func TestTheTownOfTheNews(t *testing.T) {
	for text, want := range map[string]string{
		"Crowds marched.\nPeople fled in Zenda.\nShops are shut in Zenda.\nIt is far from Sylvania.\n": "Zenda",
		"Crowds marched.\nPeople fled in Zenda.\nShops are shut in Hentzau.\nSylvania is calm.\n":      "Sylvania",
		"Hentzau is shut.\nCrowds marched.\nZenda is calm.\nSylvania is calm.\n":                       "Hentzau",
	} {
		w := joined(t, reported(text, act{word: "marched", kind: trucewatch.Protest}))
		if got := w.Events[0].Parts[0].Place; got != want {
			t.Errorf("%q lies in %q, want %q", text, got, want)
		}
	}
}

// TestAWarIsOfAWholeLand keeps the land that a sentence gives for a war, where the same
// report tells of fighting in a town of it.
func TestAWarIsOfAWholeLand(t *testing.T) {
	w := joined(t, reported("The war in Sylvania began.\nTroops fought in Zenda.\n",
		act{word: "war", place: "Sylvania", kind: trucewatch.Assault, rule: "en.event.assault.war"},
		act{word: "fought", place: "Zenda", kind: trucewatch.Assault, rule: "en.event.assault.fight-verb"}))
	for _, e := range w.Events {
		for k, m := range e.Mentions {
			if m.Index == 0 && e.Parts[k].Place != "Sylvania" {
				t.Errorf("the war lies in %q", e.Parts[k].Place)
			}
		}
	}
}

// TestTheTable places what sides do together where the same report has them meet, and
// nothing that another side does, that is done alone or that is told of two tables.
func TestTheTable(t *testing.T) {
	talks := act{word: "talks", by: "Ruritania", kind: trucewatch.Consult, day: "2025-03-04"}
	met := act{word: "met", by: "Ruritania", place: "Zenda", kind: trucewatch.Consult, day: "2025-03-01"}
	for _, c := range []struct {
		name, text string
		acts       []act
		want       string
	}{
		{"where they met", "Ruritania holds talks.\nRuritania met envoys in Zenda.\n", []act{talks, met}, "Zenda"},
		{"where they signed", "Ruritania holds talks.\nRuritania signed in Zenda.\n", []act{talks, {word: "signed", by: "Ruritania", place: "Zenda", kind: trucewatch.Support, rule: "en.event.support.sign"}}, "Zenda"},
		{"in a land of neither", "Ruritania holds talks.\nRuritania met men in Sylvania.\n", []act{talks, {word: "met", by: "Ruritania", place: "Sylvania", upon: "Borduria", kind: trucewatch.Consult, day: "2025-03-01"}}, "Sylvania"},
		{"not in the land of one", "Ruritania holds talks.\nRuritania met men in Borduria.\n", []act{talks, {word: "met", by: "Ruritania", place: "Borduria", upon: "Borduria", kind: trucewatch.Consult, day: "2025-03-01"}}, "Ruritania"},
		{"not where others met", "Ruritania holds talks.\nBorduria met envoys in Zenda.\n", []act{talks, {word: "met", by: "Borduria", place: "Zenda", kind: trucewatch.Consult}}, ""},
		{"not by telephone", "Ruritania holds talks.\nRuritania met envoys in Zenda.\n", []act{{word: "talks", by: "Ruritania", kind: trucewatch.Consult, mode: "phone", day: "2025-03-04"}, met}, "Ruritania"},
		{"not at one of two tables", "Ruritania holds talks.\nRuritania met envoys in Zenda.\nRuritania spoke in Hentzau.\n", []act{talks, met, {word: "spoke", by: "Ruritania", place: "Hentzau", kind: trucewatch.Consult, day: "2025-03-02"}}, "Ruritania"},
	} {
		t.Run(c.name, func(t *testing.T) {
			firstLiesIn(t, c.text, c.acts, c.want)
		})
	}
}

// TestAnAccordThatIsSought places an accord that did not come about where its sides meet,
// but not talks that are only asked for.
func TestAnAccordThatIsSought(t *testing.T) {
	for _, c := range []struct {
		kind   trucewatch.EventType
		status trucewatch.Status
		want   string
	}{
		{trucewatch.Agree, trucewatch.Negated, "Zenda"},
		{trucewatch.Agree, trucewatch.Proposed, "Zenda"},
		{trucewatch.Consult, trucewatch.Proposed, "Ruritania"},
	} {
		w := reported("Ruritania seeks it.\nRuritania met envoys in Zenda.\n",
			act{word: "seeks", by: "Ruritania", kind: c.kind, day: "2025-03-04"},
			act{word: "met", by: "Ruritania", place: "Zenda", kind: trucewatch.Consult, day: "2025-03-01"})
		w.Claims[0].Events[0].Status = c.status
		if got, why := firstPlace(joined(t, w)); got != c.want {
			t.Errorf("%s %s lies in %q by %v, want %q", c.status, c.kind, got, why, c.want)
		}
	}
}

// firstPlace returns where the first happening that a report tells lies, and why.
func firstPlace(w trucewatch.World) (string, []trucewatch.Reason) {
	for _, e := range w.Events {
		for k, m := range e.Mentions {
			if m.Index == 0 {
				return e.Parts[k].Place, e.Parts[k].Why
			}
		}
	}
	return "", nil
}

// TestTheTableOfAnotherReport places an accord where another report has the talks that
// its own report tells of without a place.
func TestTheTableOfAnotherReport(t *testing.T) {
	talks := act{word: "talks", by: "Ruritania", upon: "the-band", kind: trucewatch.Consult, rule: "en.event.consult.talks", day: "2025-03-04"}
	w := reported("Ruritania agreed.\nRuritania held talks.\n", act{word: "agreed", by: "Ruritania", kind: trucewatch.Agree, rule: "en.event.agree.agree", day: "2025-03-04"}, talks)
	talks.place = "Zenda"
	other := reported("Ruritania held talks in Zenda.\n", talks)
	other.Readings[0].Report.ID, other.Claims[0].Report = "s", "s"
	w.Readings, w.Claims = append(w.Readings, other.Readings...), append(w.Claims, other.Claims...)
	w.Identities.Reports["s"] = other.Identities.Reports["r"]
	if got, why := firstPlace(joined(t, w)); got != "Zenda" {
		t.Errorf("the accord lies in %q by %v", got, why)
	}
}

// TestTheSceneOfATruce places a truce and fighting between a land and a band in the one
// town that the report tells of, but a war and a coup in all of the land.
func TestTheSceneOfATruce(t *testing.T) {
	const text = "Sylvania acted.\nPeople fled in Zenda.\nShops are shut in Zenda.\n"
	for rule, want := range map[string]string{"retreat.ceasefire": "Zenda", "assault.fight-verb": "Zenda", "assault.war": "Sylvania", "assault.coup": "Sylvania"} {
		a := act{word: "acted", by: "Sylvania", upon: "the-band", kind: trucewatch.Assault, rule: "en.event." + rule}
		if rule == "retreat.ceasefire" {
			a.kind, a.mode = trucewatch.Retreat, "ceasefire"
		}
		if got, why := firstPlace(joined(t, reported(text, a))); got != want {
			t.Errorf("%s lies in %q by %v, want %q", rule, got, why, want)
		}
	}
}

// TestAWarOfOld places a war told as history in the land of the side that has one or
// that the report is about, else where the report tells of force now.
func TestAWarOfOld(t *testing.T) {
	const text = "Sylvania had the war.\nRuritania and Borduria spoke.\nMen shelled Zenda.\nMen bombed Zenda.\n"
	for _, c := range []struct{ text, by, upon, want string }{
		{text, "Sylvania", "the-band", "Sylvania"},
		{text, "", "", "Sylvania"},
		{text + "Ruritania wrote.\nRuritania sang.\nRuritania slept.\nBorduria wrote.\n", "", "", "Zenda"},
	} {
		w := reported(c.text,
			act{word: "war", by: c.by, upon: c.upon, kind: trucewatch.Assault, rule: "en.event.assault.war"},
			act{word: "shelled", place: "Zenda", kind: trucewatch.Assault}, act{word: "bombed", place: "Zenda", kind: trucewatch.Assault})
		w.Claims[0].Events[0].Background = true
		if got, why := firstPlace(joined(t, w)); got != c.want {
			t.Errorf("the war of %q and %q lies in %q by %v, want %q", c.by, c.upon, got, why, c.want)
		}
	}
}

// TestTheLandOfTheOpening places force between sides without a land in the only land that
// the report opens with.
func TestTheLandOfTheOpening(t *testing.T) {
	for text, want := range map[string]string{
		"Sylvania is tense.\nMen fought.\n":                                                "Sylvania",
		"Sylvania and Borduria spoke.\nMen fought.\n":                                      "",
		"Sylvania spoke.\nMen fought.\nBorduria wrote.\nBorduria sang.\nRuritania left.\n": "",
	} {
		w := joined(t, reported(text, act{word: "fought", kind: trucewatch.Assault, rule: "en.event.assault.fight-verb"}))
		if got := w.Events[0].Parts[0].Place; got != want {
			t.Errorf("%q lies in %q by %v, want %q", text, got, w.Events[0].Parts[0].Why, want)
		}
	}
}

// TestAllOverALand keeps a land as the place of what is told to be all over it, also for a
// mention without a place, where the report tells of the same in a town.
func TestAllOverALand(t *testing.T) {
	w := reported("Crowds marched across Sylvania.\nThey marchedtoo in Zenda.\nThey marchedthen.\n",
		act{word: "marched", place: "Sylvania", kind: trucewatch.Protest, day: "2025-03-04"},
		act{word: "marchedtoo", place: "Zenda", kind: trucewatch.Protest, day: "2025-03-04"},
		act{word: "marchedthen", kind: trucewatch.Protest, day: "2025-03-04"})
	w.Claims[0].Events[0].Why = append(w.Claims[0].Events[0].Why, trucewatch.Reason{Rule: "en.place.all-of-it", Words: "across"})
	for _, e := range joined(t, w).Events {
		for k, m := range e.Mentions {
			if m.Index == 0 && e.Parts[k].Place != "Sylvania" {
				t.Errorf("the march lies in %q by %v", e.Parts[k].Place, e.Parts[k].Why)
			}
		}
	}
}

// TestLastWeekWasNotYesterday keeps the week that a mention gives where the report tells of
// the same for the day before it came out, and narrows it to a day further back.
func TestLastWeekWasNotYesterday(t *testing.T) {
	for day, want := range map[string]string{"2025-03-02": "2025-02-24/2025-03-02", "2025-02-25": "2025-02-25"} {
		w := reported("Aid came in Zenda.\nAid came again in Zenda.\n", act{word: "came", place: "Zenda", kind: trucewatch.Aid, day: day})
		w.Readings[0].Report.Published.Date = "2025-03-03"
		w.Claims[0].Events[0].When = &trucewatch.When{Span: w.Claims[0].Events[0].Span, Precision: trucewatch.Week, First: "2025-02-24", Last: "2025-03-02"}
		for _, e := range joined(t, w).Events {
			for k, m := range e.Mentions {
				if m.Index == 0 && e.Parts[k].Date != "" && e.Parts[k].Date != want {
					t.Errorf("with %s it was on %q by %v, want %q", day, e.Parts[k].Date, e.Parts[k].Why, want)
				}
			}
		}
	}
}
