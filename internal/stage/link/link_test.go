package link_test

import (
	order "cmp"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/stage/link"
	"github.com/trucewatch/trucewatch/packs"
)

// told is one event mention of a made report: a word, what it is, who and where,
// and the symbol of its date.
type told struct {
	word   string
	kind   trucewatch.EventType
	status trucewatch.Status
	sides  []string
	place  string
	when   string
	rule   string // which found the word; of the test when empty
	upon   []string
	the    bool // the word follows "the"
	lent   bool // its place was taken from another sentence
}

// world builds a world of reports in which each mention is a sentence of one word.
type world struct{ trucewatch.World }

func (w *world) add(id, outlet, published string, mentions ...told) {
	var text strings.Builder
	claims := trucewatch.Claims{Report: id}
	ids := trucewatch.ReportIdentities{}
	sentence := 0
	refer := func(name string) int {
		claims.Mentions = append(claims.Mentions, trucewatch.Mention{Named: true, Sentence: sentence})
		ids.Names = append(ids.Names, name)
		ids.Acts = append(ids.Acts, []string{name})
		return len(claims.Mentions) - 1
	}
	reading := trucewatch.Reading{Report: trucewatch.Report{ID: id, File: id + ".txt", Outlet: outlet, Published: trucewatch.Published{Date: published}}}
	for i, m := range mentions {
		sentence = i
		at := trucewatch.Span{Start: text.Len(), End: text.Len() + len(m.word)}
		text.WriteString(m.word + "\n")
		tokens := []trucewatch.Token{{Span: at, Form: m.word, Lemma: m.word, Head: -1}}
		if m.the {
			tokens = slices.Insert(tokens, 0, trucewatch.Token{Form: "the", Lemma: "the", Head: 1})
		}
		reading.Sentences = append(reading.Sentences, trucewatch.Sentence{Span: at, Tokens: tokens})
		e := trucewatch.EventMention{Span: at, Sentence: i, Token: len(tokens) - 1, Type: m.kind, Status: m.status, Place: -1, Why: []trucewatch.Reason{{Rule: order.Or(m.rule, "test."+m.word)}}}
		for _, s := range m.sides {
			e.Actors = append(e.Actors, refer(s))
		}
		for _, s := range m.upon {
			e.Recipients = append(e.Recipients, refer(s))
		}
		if m.lent {
			sentence = -1
		}
		if m.place != "" {
			e.Place = refer(m.place)
		}
		if m.when != "" {
			e.When = &trucewatch.When{Span: at}
			if calendar.Relative(m.when) {
				e.When.Relative = m.when
			}
			if i, ok := calendar.Anchor(m.when, published); ok {
				e.When.First, e.When.Last = i.First, i.Last
			}
		}
		claims.Events = append(claims.Events, e)
	}
	reading.Report.Text = text.String() + id // no two reports are the same text
	w.Readings = append(w.Readings, reading)
	w.Claims = append(w.Claims, claims)
	if w.Identities.Reports == nil {
		w.Identities.Reports = map[string]trucewatch.ReportIdentities{}
	}
	w.Identities.Reports[id] = ids
}

// joined links a world by the rules that ship.
func joined(t *testing.T, w trucewatch.World) trucewatch.World {
	t.Helper()
	rules, err := link.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	return rules.Link(w)
}

// groups returns the events as lists of "report#index", sorted.
func groups(w trucewatch.World) []string {
	var out []string
	for _, e := range w.Events {
		var refs []string
		for _, m := range e.Mentions {
			refs = append(refs, m.Report+"#"+string(rune('0'+m.Index)))
		}
		out = append(out, strings.Join(refs, " "))
	}
	slices.Sort(out)
	return out
}

func met(place, when string, sides ...string) told {
	return told{word: "met", kind: trucewatch.Consult, status: trucewatch.Occurred, sides: sides, place: place, when: when}
}

func shelled(place, when string, sides ...string) told {
	return told{word: "shelled", kind: trucewatch.Assault, status: trucewatch.Occurred, sides: sides, place: place, when: when}
}

func TestWhatIsOneHappening(t *testing.T) {
	plan := met("geneva", "2025-03-04", "a", "b")
	plan.status = trucewatch.Planned
	demand := shelled("", "", "a", "b")
	demand.status = trucewatch.Proposed
	against := func(by, upon string) told {
		m := shelled("", "2025-03-04", by)
		m.upon = []string{upon}
		return m
	}
	elsewhere := shelled("homs", "2025-03-04", "a")
	elsewhere.lent = true
	truce := func(when string) told {
		return told{word: "truce", kind: trucewatch.Retreat, status: trucewatch.Ongoing, sides: []string{"a", "b"}, when: when, rule: "en.event.retreat.ceasefire"}
	}
	campaign := shelled("hama", "2025-03-04", "a")
	campaign.word = "campaign"
	for _, tc := range []struct {
		name     string
		one, two told
		want     bool
	}{
		{"what one did to another, and the other to the one", against("a", "b"), against("b", "a"), false},
		{"another place, but only taken from nearby", shelled("hama", "2025-03-04", "a"), elsewhere, true},
		{"a truce told of under a month and a later day", truce("2025-02"), truce("2025-07-01"), true},
		{"two truces, each told with its day", truce("2025-02-03"), truce("2025-07-01"), false},
		{"two truces of two years", truce("2023"), truce("2025"), false},
		{"two truces of years side by side", truce("1973"), truce("1974"), false},
		{"an attack and a campaign", shelled("hama", "2025-03-04", "a"), campaign, false},
		{"same sides, place and day", met("geneva", "2025-03-04", "a", "b"), met("geneva", "2025-03-04", "a", "b"), true},
		{"same sides and day, one without place", met("geneva", "2025-03-04", "a", "b"), met("", "2025-03-04", "a", "b"), true},
		{"another day", met("geneva", "2025-03-04", "a", "b"), met("geneva", "2025-03-05", "a", "b"), false},
		{"another place", met("geneva", "2025-03-04", "a", "b"), met("oslo", "2025-03-04", "a", "b"), false},
		{"other sides", met("geneva", "2025-03-04", "a", "b"), met("geneva", "2025-03-04", "c", "d"), false},
		{"another kind", met("geneva", "2025-03-04", "a", "b"), shelled("geneva", "2025-03-04", "a", "b"), false},
		{"a plan and what came of it", plan, met("geneva", "2025-03-04", "a", "b"), true},
		{"a demand and what happened", demand, shelled("", "2025-03-04", "a", "b"), false},
		{"a month around the day", met("geneva", "2025-03", "a", "b"), met("geneva", "2025-03-04", "a", "b"), true},
		{"two shellings of one town on two days", shelled("hama", "2025-03-04", "a"), shelled("hama", "2025-03-06", "a"), false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var w world
			w.add("r-1", "One", "2025-03-07", tc.one)
			w.add("r-2", "Two", "2025-03-07", tc.two)
			if got := len(joined(t, w.World).Events) == 1; got != tc.want {
				t.Errorf("one happening: %v, want %v", got, tc.want)
			}
		})
	}
}

func TestAReportComesBackToAnAttack(t *testing.T) {
	for _, tc := range []struct {
		name string
		the  bool
		want int
	}{{"the attack, which others told of", true, 1}, {"an attack", false, 2}} {
		t.Run(tc.name, func(t *testing.T) {
			attack := told{word: "attack", kind: trucewatch.Assault, status: trucewatch.Occurred, sides: []string{"a"}, when: "2025-03-04", rule: "en.event.assault.attack"}
			again := attack
			again.sides, again.the = []string{"c"}, tc.the
			var w world
			w.add("r-1", "One", "2025-03-07", attack, again)
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestTwoLandsAreTwoPlaces(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-03-07", shelled("land", "2025-03-04", "a"))
	w.add("r-2", "Two", "2025-03-07", shelled("other", "2025-03-04", "a"))
	w.Identities.Actors = []trucewatch.Actor{{ID: "land", Kind: trucewatch.StateKind, Named: true}, {ID: "other", Kind: trucewatch.StateKind, Named: true}}
	if got := len(joined(t, w.World).Events); got != 2 {
		t.Errorf("%d happenings, want 2", got)
	}
}

func TestPlacesWithinReachAreOne(t *testing.T) {
	at := func(lat, lon, radius float64) *trucewatch.Position {
		return &trucewatch.Position{Lat: lat, Lon: lon, RadiusKM: radius}
	}
	for _, tc := range []struct {
		name     string
		one, two *trucewatch.Position
		want     bool
	}{
		{"a town and its province", at(34.15, 36.74, 4), at(33.6, 36.8, 70), true},
		{"two towns", at(34.15, 36.74, 4), at(33.51, 36.29, 10), false},
		{"one not known", at(34.15, 36.74, 4), nil, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var w world
			w.add("r-1", "One", "2025-03-07", shelled("p", "2025-03-04", "a"))
			w.add("r-2", "Two", "2025-03-07", shelled("q", "2025-03-04", "a"))
			w.Identities.Places = []trucewatch.Place{{ID: "p", Position: tc.one}, {ID: "q", Position: tc.two}}
			if got := len(joined(t, w.World).Events) == 1; got != tc.want {
				t.Errorf("one happening: %v, want %v", got, tc.want)
			}
		})
	}
}

func TestUndatedReportTakesTheDayOfTheDated(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-08-20", met("paris", "XXXX-WXX-2", "a", "b"))
	w.add("r-2", "Two", "", met("paris", "XXXX-WXX-2", "a", "b"))
	w.add("r-3", "Three", "", met("rome", "XXXX-WXX-2", "c", "d"))
	got := joined(t, w.World)
	two := got.Readings[1].Report.Published
	if two.Date != "2025-08-20" || two.Basis != trucewatch.Inferred || !strings.Contains(two.Why, "r-1.txt") {
		t.Errorf("inferred %+v", two)
	}
	if three := got.Readings[2].Report.Published; three.Date != "" {
		t.Errorf("a report of something else is dated %+v", three)
	}
	if w.Readings[1].Report.Published.Date != "" {
		t.Error("the argument was changed")
	}
	if len(got.Events) != 2 || got.Events[0].Date != "2025-08-19" && got.Events[1].Date != "2025-08-19" {
		t.Errorf("events %+v", got.Events)
	}
}

func TestAgencyCopiesAreOneVoice(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-03-05", met("geneva", "2025-03-04", "a", "b"))
	w.add("r-2", "Two", "2025-03-05", met("geneva", "2025-03-04", "a", "b"))
	for i := range w.Readings {
		w.Readings[i].Report.Origin = []string{"Agency"}
	}
	e := joined(t, w.World).Events[0]
	if e.Reports != 2 || e.Outlets != 2 || e.Independent != 1 || e.Standing != trucewatch.Single {
		t.Errorf("got %+v", e)
	}
}

func TestOrderAndOthersDoNotMatter(t *testing.T) {
	build := func(sequence []int) trucewatch.World {
		var w world
		for _, i := range sequence {
			switch i {
			case 0:
				w.add("r-1", "One", "2025-03-05", met("geneva", "2025-03-04", "a", "b"), shelled("hama", "2025-03-01", "a"))
			case 1:
				w.add("r-2", "Two", "2025-03-05", met("", "2025-03-04", "a", "b"), shelled("hama", "2025-03-01", "a", "c"))
			case 2:
				w.add("r-3", "Three", "", met("geneva", "XXXX-WXX-2", "b", "a"))
			case 3:
				w.add("r-4", "Four", "2025-03-06", met("geneva", "", "b", "a"), shelled("homs", "", "c"))
			}
		}
		return joined(t, w.World)
	}
	want := build([]int{0, 1, 2, 3})
	random := rand.New(rand.NewSource(1))
	for range 20 {
		got := build(random.Perm(4))
		if d := cmp.Diff(want.Events, got.Events); d != "" {
			t.Fatalf("another order gives other events (-one +other):\n%s", d)
		}
	}
	without := build([]int{0, 1, 2})
	if !slices.Contains(groups(without), "r-1#1 r-2#1") {
		t.Errorf("removing a report about something else changes %v", groups(without))
	}
}

const story = `Envoys of the two river states met for six hours in the lakeside hotel and left without a word to the press, the hosts said.
A spokesman for the hosts called the mood businesslike, and said that a second round was likely before the end of the month.
The talks are about the shared dam, where shots were fired across the water in spring and three fishermen were hurt.`

func copyReport(id, date, text string, origin ...string) trucewatch.Reading {
	return trucewatch.Reading{Report: trucewatch.Report{ID: id, File: id, Text: text, Origin: origin, Published: trucewatch.Published{Date: date}}}
}

func TestCopies(t *testing.T) {
	edited := strings.Replace(story, "businesslike", "friendly", 1)
	other := `The river states sent envoys to a hotel by the lake. They sat together for six hours; nobody spoke to reporters afterwards.
Three fishermen were hurt in spring when somebody shot across the reservoir, which is why the states are talking at all.`
	for _, tc := range []struct {
		name string
		text string
		want bool
	}{
		{"the same text", story, true},
		{"another case and spacing", strings.ToUpper(story) + "\n\n", true},
		{"one word changed", edited, true},
		{"a credit line added", story + "\nReporting by the Lake Agency.", true},
		{"an excerpt", story[:strings.LastIndex(story, "\n")], true},
		{"the same facts in other words", other, false},
		{"the same headline only", "Envoys of the two river states met\nNothing else here is about them, but about the price of bread in the towns along the coast this week.", false},
		{"no text", "", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := link.Copies([]trucewatch.Reading{copyReport("r-b", "2025-03-02", tc.text), copyReport("r-a", "2025-03-01", story)})
			if _, is := got["r-b"]; is != tc.want || got["r-a"] != "" {
				t.Errorf("copies %v", got)
			}
		})
	}
}

func TestOriginalIsTheEarliestThenTheOneWithoutOrigin(t *testing.T) {
	got := link.Copies([]trucewatch.Reading{copyReport("r-a", "2025-03-01", story, "Lake Agency"), copyReport("r-z", "2025-03-01", story)})
	if got["r-a"] != "r-z" {
		t.Errorf("got %v", got)
	}
}

func BenchmarkCopies(b *testing.B) {
	var readings []trucewatch.Reading
	words := strings.Fields(story)
	random := rand.New(rand.NewSource(1))
	for i := range 1000 {
		random.Shuffle(len(words), func(x, y int) { words[x], words[y] = words[y], words[x] })
		readings = append(readings, copyReport("r-"+string(rune(i)), "", strings.Join(words, " ")))
	}
	for b.Loop() {
		link.Copies(readings)
	}
}

func TestTheClosestDateOfAHappeningIsThatOfEveryMention(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-08-20", met("geneva", "2025-07", "a", "b"))
	w.add("r-2", "Two", "2025-08-20", met("geneva", "2025-07-24", "a", "b"))
	got := joined(t, w.World).Events
	if len(got) != 1 || got[0].Parts[0].Date != "2025-07-24" || got[0].Parts[0].Why[0].Rule != "link.date-of-another-report" {
		t.Errorf("got %+v", got)
	}
}

func TestAVagueTimeNeitherJoinsNorParts(t *testing.T) {
	vague := func(w *world) {
		for i := range w.Claims {
			w.Claims[i].Events[0].When.Precision = trucewatch.Vague
		}
	}
	var apart, alone world
	apart.add("r-1", "One", "2025-08-20", met("geneva", "P-1D/P0D", "a", "b"))
	apart.add("r-2", "Two", "2025-08-24", met("geneva", "P-1D/P0D", "a", "b"))
	vague(&apart)
	if got := joined(t, apart.World).Events; len(got) != 1 || got[0].Parts[1].Date != "2025-08-23/2025-08-24" {
		t.Errorf("vague times part one happening: %+v", got)
	}
	alone.add("r-1", "One", "2025-08-20", shelled("", "P-1D/P0D", "a"))
	alone.add("r-2", "Two", "2025-08-20", met("", "P-1D/P0D", "b"))
	vague(&alone)
	if got := joined(t, alone.World).Events; len(got) != 2 || got[0].Date != "2025-08-19/2025-08-20" {
		t.Errorf("a vague time is lost: %+v", got)
	}
}

// TestHowThingsStandIsNoIncidentOfTheDay has an occupation that goes on, one of which the day
// is told, and one that is over.
func TestHowThingsStandIsNoIncidentOfTheDay(t *testing.T) {
	for _, tc := range []struct {
		name   string
		status trucewatch.Status
		exact  bool
		want   bool
	}{{"goes on", trucewatch.Ongoing, false, true}, {"with its day", trucewatch.Ongoing, true, false}, {"over", trucewatch.Occurred, false, false}} {
		var w world
		held := shelled("", "P-1D/P0D", "a")
		held.rule, held.status = "en.event.assault.occupation", tc.status
		w.add("r-1", "One", "2025-08-20", held)
		if !tc.exact {
			w.Claims[0].Events[0].When.Precision = trucewatch.Vague
		}
		stands := slices.ContainsFunc(joined(t, w.World).Events[0].Parts[0].Why, func(r trucewatch.Reason) bool { return r.Rule == "link.standing" })
		if stands != tc.want {
			t.Errorf("%s: stands %v", tc.name, stands)
		}
	}
}

func TestWhatIsToldInPassingIsOfNoDay(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-08-20", shelled("", "P-1D/P0D", "a"))
	e := &w.Claims[0].Events[0]
	e.When.Precision = trucewatch.Vague
	e.Why = append(e.Why, trucewatch.Reason{Rule: "en.event.in-passing", Words: "shelled"})
	if got := joined(t, w.World).Events[0]; got.Date != "" || got.Parts[0].Date != "" {
		t.Errorf("it has a day: %+v", got)
	}
}

// TestWhoIsCountedAsHurtDidNotDoIt has people without a name where those who act stand, counted
// as killed and not.
func TestWhoIsCountedAsHurtDidNotDoIt(t *testing.T) {
	for _, measure := range []string{"killed", "troops"} {
		var w world
		w.add("r-1", "One", "2025-08-20", shelled("", "2025-08-19", "nine-people"))
		w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: "nine-people", Kind: trucewatch.Person})
		c := &w.Claims[0]
		at := trucewatch.Span{Start: 0, End: 4}
		c.Mentions[c.Events[0].Actors[0]].Span = at
		c.Figures = []trucewatch.Figure{{Span: at, Measure: measure, Event: 0}}
		p := joined(t, w.World).Events[0].Parts[0]
		if hit := len(p.Recipients) == 1 && len(p.Actors) == 0; hit != (measure == "killed") {
			t.Errorf("%s: %v did it to %v", measure, p.Actors, p.Recipients)
		}
	}
}

func TestADayTakenFromANightIsEitherDay(t *testing.T) {
	for _, tc := range []struct{ words, want string }{{"struck overnight", "2025-03-05"}, {"struck", ""}} {
		var w world
		night := shelled("zenda", "XXXX-WXX-3", "a", "b")
		night.word = tc.words
		w.add("r-1", "One", "2025-03-05", shelled("zenda", "2025-03-04", "a", "b"))
		w.add("r-2", "Two", "", night, night)
		got := joined(t, w.World).Readings
		if day := got[slices.IndexFunc(got, func(r trucewatch.Reading) bool { return r.Report.ID == "r-2" })].Report.Published.Date; day != tc.want {
			t.Errorf("%q: published %q, want %q", tc.words, day, tc.want)
		}
	}
}

func TestAPlaceIsTheClosestOfItsReport(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-03-05", shelled("land", "2025-03-04", "a", "b"), shelled("town", "2025-03-04", "a", "b"), shelled("", "2025-03-04", "a", "b"))
	w.Identities.Places = []trucewatch.Place{{ID: "land"}, {ID: "town", Land: "land"}}
	w.Identities.Actors = []trucewatch.Actor{{ID: "land", Kind: trucewatch.StateKind, Named: true}}
	e := joined(t, w.World).Events[0]
	for _, p := range e.Parts {
		if p.Place != "town" {
			t.Errorf("got %+v", e.Parts)
		}
	}
}

func TestTheWidestAreaIsThePlaceOfWhatAreasShare(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-03-05", shelled("land", "2025-03-04", "a", "b"), shelled("hills", "2025-03-04", "a", "b"), shelled("province", "2025-03-04", "a", "b"))
	w.Identities.Places = []trucewatch.Place{
		{ID: "land"},
		{ID: "hills", Land: "land", Position: &trucewatch.Position{Lat: 34.15, Lon: 36.74, RadiusKM: 35}},
		{ID: "province", Land: "land", Position: &trucewatch.Position{Lat: 33.6, Lon: 36.8, RadiusKM: 70}},
	}
	w.Identities.Actors = []trucewatch.Actor{{ID: "land", Kind: trucewatch.StateKind, Named: true}}
	e := joined(t, w.World).Events[0]
	for i, want := range []string{"province", "hills", "province"} {
		if e.Parts[i].Place != want {
			t.Errorf("mention %d is placed at %q, want %q", i, e.Parts[i].Place, want)
		}
	}
}

func TestForceWithinOneLandLiesInIt(t *testing.T) {
	for _, tc := range []struct {
		name  string
		sides []string
		want  string
	}{{"both of the land", []string{"land", "band"}, "land"}, {"of two lands", []string{"land", "other"}, ""}} {
		var w world
		w.add("r-1", "One", "2025-03-05", shelled("", "2025-03-04", tc.sides...))
		w.Identities.Actors = []trucewatch.Actor{{ID: "land", Kind: trucewatch.StateKind, Named: true}, {ID: "other", Kind: trucewatch.StateKind, Named: true}, {ID: "band", Named: true, Kind: trucewatch.Organization}}
		if p := joined(t, w.World).Events[0].Parts[0]; p.Place != tc.want {
			t.Errorf("%s: got %+v", tc.name, p)
		}
	}
}

// TestAPeopleFightsByItsArmedMen has one report of clashes between two peoples, and another
// of clashes between the fighters of both.
func TestAPeopleFightsByItsArmedMen(t *testing.T) {
	actors := []trucewatch.Actor{
		{ID: "hillmen", Kind: trucewatch.People, Named: true},
		{ID: "hillmen-fighters", Kind: trucewatch.Organization},
		{ID: "valers", Kind: trucewatch.People, Named: true},
		{ID: "valers-fighters", Kind: trucewatch.Organization},
	}
	for _, tc := range []struct {
		name  string
		other told
		want  int
	}{
		{"who fights", shelled("", "2025-03-04", "hillmen", "valers"), 1},
		{"who is hit", told{word: "killed", kind: trucewatch.Assault, status: trucewatch.Occurred, when: "2025-03-04", upon: []string{"hillmen"}}, 2},
	} {
		var w world
		w.add("r-1", "One", "2025-03-05", shelled("", "2025-03-04", "hillmen-fighters", "valers-fighters"))
		w.add("r-2", "Two", "2025-03-05", tc.other)
		w.Identities.Actors = actors
		events := joined(t, w.World).Events
		if len(events) != tc.want || tc.want == 1 && !slices.Equal(events[0].Actors, []string{"hillmen-fighters", "valers-fighters"}) {
			t.Errorf("%s: %+v", tc.name, events)
		}
	}
}
