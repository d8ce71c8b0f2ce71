package allegations

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

func TestSaidByOneAndDeniedByAnother(t *testing.T) {
	for _, tt := range []struct {
		text, denied string
		want         int
	}{
		{"Critics say Eastland shelled the town, which Eastland denied.", "denied", 1},
		{"Critics say Eastland shelled the town.", "", 1},
		{"Clerks say Eastland shelled the town.", "", 0},
	} {
		d := booktest.New(tt.text)
		who, _, _ := strings.Cut(strings.ToLower(tt.text), " ")
		d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"eastland"}}, "shelled", who)
		d.R.Actors = append(d.R.Actors, record.Actor{ID: who, Name: who, Kind: "person"})
		if tt.denied != "" {
			d.Deny(tt.denied, "eastland")
		}
		got := Rows(d.Book())
		if len(got) != tt.want || tt.want > 0 && (slices.Equal(got[0].DeniedBy, []string{"eastland"}) != (tt.denied != "") || !slices.Equal(got[0].AllegedBy, []string{"critics"})) {
			t.Errorf("%q: %+v", tt.text, got)
		}
	}
}

func TestWordsThatJudgeAllege(t *testing.T) {
	for _, tt := range []struct {
		trigger string
		want    int
	}{{"violations", 1}, {"patrols", 0}} {
		d := booktest.New(fmt.Sprintf("Norland said in a letter that the %s of Eastland go on.", tt.trigger))
		d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"eastland"}}, tt.trigger)
		d.R.Statements = append(d.R.Statements, record.Statement{ID: "s-1", Report: "r-1", Start: 8, End: 12, Quote: "said", Source: []string{"norland"}, Stance: "assert"})
		if got := Rows(d.Book()); len(got) != tt.want {
			t.Errorf("%s: %+v", tt.trigger, got)
		}
	}
}

func TestTheSideOfThoseHurtAlleges(t *testing.T) {
	d := booktest.New("The minister said the rebels wounded nine Norland villagers.")
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "villagers", Name: "nine Norland villagers", Kind: "person"})
	d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"rebels"}, Recipients: []string{"villagers"}}, "wounded", "norland-minister")
	if got := Rows(d.Book()); len(got) != 1 || !slices.Equal(got[0].AllegedBy, []string{"norland-minister"}) {
		t.Errorf("%+v", got)
	}
}

func TestBlameOnOthersIsAnAnswer(t *testing.T) {
	d := booktest.New("Witnesses alleged an attack by Norland in Oakham. The minister blamed the front for the violence in Oakham.")
	d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"norland"}, Place: "oakham", Date: "2021-05-01"}, "attack", "witnesses")
	d.R.Statements[0].Quote = "alleged"
	d.Event(record.Event{ID: "e-2", Type: "ASSAULT", Status: "occurred", Place: "oakham", Date: "2021-05-01"}, "violence")
	d.Event(record.Event{ID: "e-3", Type: "ACCUSE", Status: "occurred", Actors: []string{"norland-minister"}, Recipients: []string{"hill-front"}}, "blamed")
	got := Rows(d.Book())
	if len(got) == 0 || len(got[0].Answers) != 1 || got[0].Answers[0].Stance != "assert" || !slices.Equal(got[0].Answers[0].By, []string{"norland-minister"}) {
		t.Errorf("%+v", got)
	}
}

func TestPeopleOfNobodyHaveNoOtherVoices(t *testing.T) {
	d := booktest.New("The front alleged that soldiers fired. The army said soldiers fired too.")
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "soldiers", Name: "soldiers", Kind: "person"}, record.Actor{ID: "army", Name: "the army", Kind: "organization"})
	e := d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"soldiers"}}, "fired", "hill-front")
	d.R.Statements[0].Quote = "alleged"
	m := e.Mentions[0]
	m.Start, m.End, m.AccordingTo = 61, 66, []string{"s-2"}
	e.Mentions = append(e.Mentions, m)
	d.R.Statements = append(d.R.Statements, record.Statement{ID: "s-2", Report: "r-1", Start: 48, End: 52, Quote: "said", Source: []string{"army"}, Stance: "assert", About: []string{"e-1"}})
	if got := Rows(d.Book()); len(got) != 1 || !slices.Equal(got[0].AllegedBy, []string{"hill-front"}) {
		t.Errorf("%+v", got)
	}
}

func TestOneSentenceAllegesOnce(t *testing.T) {
	d := booktest.New("Critics say Norland closed the fields where soldiers may fire, which the army denied.")
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "critics", Name: "critics", Kind: "person"}, record.Actor{ID: "soldiers", Name: "soldiers", Kind: "person"}, record.Actor{ID: "army", Name: "the army", Kind: "organization"})
	d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Entity: "norland", Named: true})
	d.Event(record.Event{ID: "e-1", Type: "COERCE", Status: "occurred", Actors: []string{"norland"}}, "closed", "critics")
	d.Event(record.Event{ID: "e-2", Type: "ASSAULT", Status: "occurred", Actors: []string{"soldiers"}}, "fire", "critics")
	d.Deny("denied", "army")
	if got := Rows(d.Book()); len(got) != 1 || !slices.Equal(got[0].Against, []string{"norland"}) {
		t.Errorf("%+v", got)
	}
}

// TestTheWordOfAnEnemy holds what one side says of another that it fights against what
// somebody says who fights nobody.
func TestTheWordOfAnEnemy(t *testing.T) {
	for _, tt := range []struct {
		hit  string
		want int
	}{{"norland", 1}, {"oakham", 0}} {
		d := booktest.New("Norland said Eastland shelled a mill. Eastland shot at it in May.")
		d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"eastland"}}, "shelled", "norland")
		d.Event(record.Event{ID: "e-2", Type: "ASSAULT", Status: "occurred", Actors: []string{"eastland"}, Recipients: []string{tt.hit}, Date: "2021-05"}, "shot")
		if got := Rows(d.Book()); len(got) != tt.want {
			t.Errorf("beside force against %s: %+v", tt.hit, got)
		}
	}
}
