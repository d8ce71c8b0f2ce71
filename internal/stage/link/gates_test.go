package link_test

import (
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/link"
	"github.com/trucewatch/trucewatch/packs"
)

func TestWhatTwoSidesHaveBetweenThem(t *testing.T) {
	for _, tc := range []struct {
		name     string
		one, two []string
		want     int
	}{
		{"both name both", []string{"a", "b"}, []string{"b", "a"}, 1},
		{"each names one of the two", []string{"a"}, []string{"b"}, 1},
		{"a host besides", []string{"a", "b", "c"}, []string{"a", "b"}, 1},
		{"with one side and with another", []string{"a", "b"}, []string{"a", "c"}, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			signed := func(sides []string) told {
				return told{word: "accord", kind: trucewatch.Agree, status: trucewatch.Occurred, sides: sides, place: "geneva", when: "2025-03-04", rule: "en.event.agree.accord"}
			}
			var w world
			w.add("r-1", "One", "2025-03-07", signed(tc.one))
			w.add("r-2", "Two", "2025-03-07", signed(tc.two))
			for _, id := range []string{"a", "b", "c"} {
				w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: id, Kind: trucewatch.Organization, Named: true})
			}
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestTheNextRoundIsNoneOfThoseHeld(t *testing.T) {
	rules, err := link.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, told, held, again, why string
		want                         int
	}{
		{"held before", "2025-03-07", "2025-03-04", "2025-03-08", "will", 2},
		{"held soon after", "2025-03-07", "2025-03-12", "2025-03-13", "will", 1},
		{"held long after", "2025-03-07", "2025-03-28", "2025-03-29", "will", 2},
		{"told of looking back", "2025-03-07", "2025-03-04", "2025-03-08", "would", 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			next := met("", "", "a", "b")
			next.status = trucewatch.Planned
			var w world
			w.add("r-1", "One", tc.told, next)
			w.add("r-2", "Two", tc.again, met("", tc.held, "a", "b"))
			e := &w.Claims[0].Events[0]
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.status.will", Words: tc.why})
			if got := len(rules.Link(w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestWhoElseMet(t *testing.T) {
	for _, tc := range []struct {
		name string
		two  []string
		want int
	}{{"the same two", []string{"nor", "pil"}, 1}, {"one of them and a third", []string{"nor", "maas"}, 2}, {"all three", []string{"nor", "pil", "maas"}, 1}} {
		t.Run(tc.name, func(t *testing.T) {
			var w world
			w.add("r-1", "One", "2025-03-07", met("geneva", "2025-03-04", "nor", "pil"))
			w.add("r-2", "Two", "2025-03-07", met("geneva", "2025-03-04", tc.two...))
			for _, id := range []string{"nor", "pil", "maas"} {
				w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: id, Kind: trucewatch.Person, Named: true})
			}
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestATruceOfOldIsNotTheTruceOfToday(t *testing.T) {
	for _, tc := range []struct {
		name string
		when string
		want int
	}{{"of long ago", "1974", 2}, {"of this year", "2025", 1}} {
		t.Run(tc.name, func(t *testing.T) {
			old := told{word: "truce", kind: trucewatch.Retreat, status: trucewatch.Occurred, sides: []string{"a", "b"}, when: tc.when, rule: "en.event.retreat.ceasefire"}
			now := old
			now.when, now.status, now.the = "", trucewatch.Ongoing, true
			var w world
			w.add("r-1", "One", "2025-03-07", old, now)
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestAPlanAndWhatIsAskedForBesideIt(t *testing.T) {
	plan, wish := shelled("", "", "a", "b"), shelled("", "", "a", "b")
	plan.status, wish.status = trucewatch.Planned, trucewatch.Proposed
	var one, two world
	one.add("r-1", "One", "2025-03-07", plan, wish)
	two.add("r-1", "One", "2025-03-07", plan)
	two.add("r-2", "Two", "2025-03-07", wish)
	if got := len(joined(t, one.World).Events); got != 1 {
		t.Errorf("%d happenings in one report, want 1", got)
	}
	if got := len(joined(t, two.World).Events); got != 2 {
		t.Errorf("%d happenings in two reports, want 2", got)
	}
}

// TestWhatAReportTakesUp: a word with an article comes back to what was told, whatever stands
// between; another word without one tells of another thing.
func TestWhatAReportTakesUp(t *testing.T) {
	as := func(word, rule string, kind trucewatch.EventType, status trucewatch.Status, the bool) told {
		return told{word: word, kind: kind, status: status, sides: []string{"a", "b"}, place: "town", rule: rule, the: the}
	}
	release := func(status trucewatch.Status, the bool) told {
		return as("release", "en.event.retreat.release-noun", trucewatch.Retreat, status, the)
	}
	strike := func(status trucewatch.Status, the bool) told {
		return as("strike", "en.event.assault.strike-noun", trucewatch.Assault, status, the)
	}
	kill := func(the bool) told {
		return as("kill", "en.event.assault.kill", trucewatch.Assault, trucewatch.Occurred, the)
	}
	war := as("war", "en.event.assault.war", trucewatch.Assault, trucewatch.Ongoing, false)
	fought := as("fight", "en.event.assault.fight-verb", trucewatch.Assault, trucewatch.Ongoing, false)
	long := func(m told, when string) told { m.when = when; return m }
	for _, tc := range []struct {
		name     string
		one, two told
		want     int
	}{
		{"a release asked for, the release", release(trucewatch.Proposed, false), release(trucewatch.Occurred, true), 1},
		{"a release asked for, and one that was", release(trucewatch.Proposed, false), release(trucewatch.Occurred, false), 2},
		{"a strike that is feared, the strike", strike(trucewatch.Proposed, false), strike(trucewatch.Occurred, true), 2},
		{"a strike, the killing", strike(trucewatch.Occurred, false), kill(true), 1},
		{"a strike, and a killing", strike(trucewatch.Occurred, false), kill(false), 2},
		{"the strike, and a killing", strike(trucewatch.Occurred, true), kill(false), 2},
		{"a war, and fighting as long", long(war, "2024"), long(fought, "2024"), 1},
		{"a war, and fighting of a day", long(war, "2024"), long(fought, "2024-03-04"), 2},
		{"a war, and fighting of no time", war, fought, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var w world
			w.add("r-1", "One", "2025-03-07", tc.one, tc.two)
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestBandsOfNoNameTellNothingApart(t *testing.T) {
	var w world
	w.add("r-1", "One", "2025-03-07", shelled("hama", "2025-03-04", "troops"))
	w.add("r-2", "Two", "2025-03-07", shelled("hama", "2025-03-04", "reds"))
	w.Identities.Actors = []trucewatch.Actor{{ID: "troops", Kind: trucewatch.Organization}, {ID: "reds", Kind: trucewatch.Organization, Named: true}}
	if got := len(joined(t, w.World).Events); got != 1 {
		t.Errorf("%d happenings, want 1", got)
	}
}

func TestWhatIsDoneBack(t *testing.T) {
	for _, tc := range []struct {
		name       string
		by, upon   []string
		by2, upon2 []string
		want       int
	}{
		{"by the same", []string{"a"}, []string{"b"}, []string{"a"}, []string{"c"}, 1},
		{"done back", []string{"a"}, []string{"b"}, []string{"b"}, []string{"a"}, 2},
		{"done to others by those whom it hit", []string{"a"}, []string{"b"}, []string{"b"}, []string{"c"}, 2},
		{"told with both as fighting", []string{"a"}, []string{"b"}, []string{"a", "b"}, nil, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			raid := func(by, upon []string) told {
				return told{word: "attack", kind: trucewatch.Assault, status: trucewatch.Occurred, sides: by, upon: upon, place: "dorn", when: "2025-03-04", rule: "en.event.assault.attack"}
			}
			var w world
			w.add("r-1", "One", "2025-03-07", raid(tc.by, tc.upon))
			w.add("r-2", "Two", "2025-03-07", raid(tc.by2, tc.upon2))
			for _, id := range []string{"a", "b", "c"} {
				w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: id, Kind: trucewatch.Organization, Named: true})
			}
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestDayOfTheWhole(t *testing.T) {
	for _, tc := range []struct{ name, of, want string }{{"of what it came of", "clashes", "2025-03-04"}, {"of nothing in its sentence", "raids", "2025-03-06/2025-03-07"}} {
		t.Run(tc.name, func(t *testing.T) {
			fight := told{word: "clashes", kind: trucewatch.Assault, status: trucewatch.Occurred, sides: []string{"a", "b"}, place: "dorn", rule: "en.event.assault.clash"}
			dated := fight
			dated.when = "2025-03-04"
			killed := told{word: "killings", kind: trucewatch.Assault, status: trucewatch.Occurred, when: "P-1D/P0D", rule: "en.event.assault.killing"}
			var w world
			w.add("r-1", "One", "2025-03-07", fight, killed)
			w.add("r-2", "Two", "2025-03-07", dated)
			events := w.Claims[0].Events
			events[1].Sentence, events[1].Token = 0, 0
			events[1].When.Precision = trucewatch.Vague
			events[1].Why = append(events[1].Why, trucewatch.Reason{Rule: "en.when.with", Words: tc.of})
			for _, e := range joined(t, w.World).Events {
				if len(e.Mentions) == 1 && e.Date != tc.want {
					t.Errorf("the outcome is of %s, want %s", e.Date, tc.want)
				}
			}
		})
	}
}

func TestForceOfTheseDays(t *testing.T) {
	for _, tc := range []struct {
		name, day string
		the       bool
		want      int
	}{{"long ago", "2024-05", false, 2}, {"last week", "2025-03-01", false, 1}, {"long ago, taken up again", "2024-05", true, 1}} {
		t.Run(tc.name, func(t *testing.T) {
			raid := told{word: "raid", kind: trucewatch.Assault, status: trucewatch.Occurred, sides: []string{"a"}, upon: []string{"b"}, place: "dorn", when: tc.day, rule: "en.event.assault.attack"}
			again := raid
			again.when, again.the = "P-1D/P0D", tc.the
			var w world
			w.add("r-1", "One", "2025-03-07", raid)
			first, second := met("", "2025-03-05", "c", "d"), met("", "2025-03-06", "e", "f")
			w.add("r-2", "Two", "2025-03-07", first, second, again)
			w.Claims[1].Events[2].When.Precision = trucewatch.Vague
			if got := len(joined(t, w.World).Events) - len([]told{first, second}); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

func TestTheDealIsTheTruce(t *testing.T) {
	truce := told{word: "truce", kind: trucewatch.Retreat, status: trucewatch.Ongoing, sides: []string{"a", "b"}, rule: "en.event.retreat.ceasefire"}
	deal := told{word: "deal", kind: trucewatch.Agree, status: trucewatch.Occurred, rule: "en.event.agree.accord", the: true}
	truce.when = "2025-03-01"
	anotherTruce := truce
	anotherTruce.when = "2021-03-01"
	asked, trade, some := truce, deal, deal
	asked.status = trucewatch.Proposed
	trade.rule, trade.the = "en.event.agree.peace-deal", false
	some.the = false
	for _, tc := range []struct {
		name     string
		mentions []told
		want     []string
	}{
		{"one truce in force, and the deal", []told{truce, deal}, []string{"r#0 r#1"}},
		{"the deal before any truce", []told{deal, truce}, []string{"r#0", "r#1"}},
		{"a deal", []told{truce, some}, []string{"r#0", "r#1"}},
		{"a truce that is only asked for", []told{asked, deal}, []string{"r#0", "r#1"}},
		{"two truces", []told{truce, anotherTruce, deal}, []string{"r#0", "r#1", "r#2"}},
		{"another accord", []told{truce, trade, deal}, []string{"r#0", "r#1 r#2"}},
	} {
		var w world
		w.add("r", "Daily", "2025-03-05", tc.mentions...)
		got := joined(t, w.World)
		if d := groups(got); !slices.Equal(d, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, d, tc.want)
		}
		if len(got.Events) == 1 && got.Events[0].Type != trucewatch.Retreat {
			t.Errorf("%s: the happening is %s", tc.name, got.Events[0].Type)
		}
	}
}

func TestWhoElseWasKilled(t *testing.T) {
	for _, tc := range []struct {
		name     string
		one, two []string
		want     int
	}{
		{"the same man", []string{"nor"}, []string{"nor"}, 1},
		{"another man", []string{"nor"}, []string{"pil"}, 2},
		{"one of two", []string{"nor"}, []string{"nor", "pil"}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			killed := func(upon []string) told {
				return told{word: "killed", kind: trucewatch.Assault, status: trucewatch.Occurred, sides: []string{"a"}, upon: upon, place: "dorn", when: "2025-03-04", rule: "en.event.assault.kill"}
			}
			var w world
			w.add("r-1", "One", "2025-03-07", killed(tc.one))
			w.add("r-2", "Two", "2025-03-07", killed(tc.two))
			for _, id := range []string{"nor", "pil"} {
				w.Identities.Actors = append(w.Identities.Actors, trucewatch.Actor{ID: id, Kind: trucewatch.Person, Named: true})
			}
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

// TestOnceAndAgainAndAsARule has raids of one day by one side on one town: one raid, a
// series of them, and those that are a habit.
func TestOnceAndAgainAndAsARule(t *testing.T) {
	for _, tc := range []struct {
		name, one, two string
		want           int
	}{{"one raid", "", "", 1}, {"one and a series", "", "series", 2}, {"a series twice", "series", "dozens", 1}, {"one and a wave", "", "wave", 2}, {"a series and a habit", "series", "routinely", 2}} {
		t.Run(tc.name, func(t *testing.T) {
			var w world
			for i, word := range []string{tc.one, tc.two} {
				raid := shelled("zenda", "2025-03-04", "a", "b")
				raid.word = "raid"
				w.add([]string{"r-1", "r-2"}[i], "One", "2025-03-05", raid)
				if word != "" {
					sentence := &w.Readings[i].Sentences[0]
					sentence.Tokens = slices.Insert(sentence.Tokens, 0, trucewatch.Token{Form: word, Lemma: word, Head: 1})
					w.Claims[i].Events[0].Token++
				}
			}
			if got := len(joined(t, w.World).Events); got != tc.want {
				t.Errorf("%d happenings, want %d", got, tc.want)
			}
		})
	}
}

// TestHundredsWhoMarchAreNoSeries has one march told twice, once with how many marched.
func TestHundredsWhoMarchAreNoSeries(t *testing.T) {
	march := told{word: "marched", kind: trucewatch.Protest, status: trucewatch.Occurred, sides: []string{"a"}, when: "2025-03-04"}
	var w world
	w.add("r-1", "One", "2025-03-05", march)
	w.add("r-2", "Two", "2025-03-05", march)
	sentence := &w.Readings[1].Sentences[0]
	sentence.Tokens[0].UPOS = "VERB"
	sentence.Tokens = slices.Insert(sentence.Tokens, 0, trucewatch.Token{Form: "Hundreds", Lemma: "hundred", Head: 1})
	w.Claims[1].Events[0].Token++
	if got := len(joined(t, w.World).Events); got != 1 {
		t.Errorf("%d happenings, want 1", got)
	}
}

// TestALineByItsNounIsOnePlace has one crowd at a fence that reports word in their own ways,
// and two crossings that have names.
func TestALineByItsNounIsOnePlace(t *testing.T) {
	for _, tc := range []struct {
		one, two string
		want     int
	}{{"border fence", "security fence", 1}, {"Ruritania's fence", "border fence", 1}, {"border fence", "gate", 2}, {"Zenda crossing", "Hentzau crossing", 2}} {
		var w world
		for i, place := range []string{tc.one, tc.two} {
			w.add([]string{"r-1", "r-2"}[i], "One", "2025-03-05", told{word: "marched", kind: trucewatch.Protest, status: trucewatch.Occurred, sides: []string{"a"}, when: "2025-03-04", place: place})
			w.Identities.Places = append(w.Identities.Places, trucewatch.Place{ID: place, Name: place})
		}
		if got := len(joined(t, w.World).Events); got != tc.want {
			t.Errorf("%s and %s: %d happenings, want %d", tc.one, tc.two, got, tc.want)
		}
	}
}

// TestWhatGoesOnIsNotTheAttackToldLast has violence that goes on, beside an attack of one day
// and beside clashes of that day.
func TestWhatGoesOnIsNotTheAttackToldLast(t *testing.T) {
	for _, tc := range []struct {
		name, rule string
		want       int
	}{{"an attack", "en.event.assault.attack-verb", 2}, {"clashes", "en.event.assault.clash", 1}} {
		act := shelled("zenda", "2025-03-04", "a", "b")
		act.rule = tc.rule
		on := told{word: "violence", kind: trucewatch.Assault, status: trucewatch.Ongoing, sides: []string{"a", "b"}, rule: "en.event.assault.fighting", the: true}
		var w world
		w.add("r-1", "One", "2025-03-05", act, on)
		if got := len(joined(t, w.World).Events); got != tc.want {
			t.Errorf("%s: %d happenings, want %d", tc.name, got, tc.want)
		}
	}
}
