package field

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// acledColumns are the 31 columns of ACLED's export.
func acledColumns() []string {
	return strings.Fields(`event_id_cnty event_date year time_precision disorder_type event_type sub_event_type
		actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country
		admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities tags timestamp`)
}

// acledType is where ACLED files a happening.
type acledType struct{ disorder, event, sub string }

const (
	violence = "Political violence"
	protests = "Demonstrations"
	strategy = "Strategic developments"
	remote   = "Explosions/Remote violence"
	against  = "Violence against civilians"
)

// acledRule maps a type and a mode of PLOVER to a sub-event of ACLED; of a type the
// first rule that fits rules.
type acledRule struct {
	kind, mode string
	to         acledType
}

func acledRules() []acledRule {
	return []acledRule{
		{"ASSAULT", "suicide-attack", acledType{violence, remote, "Suicide bomb"}},
		{"ASSAULT", "aerial", acledType{violence, remote, "Air/drone strike"}},
		{"ASSAULT", "drone", acledType{violence, remote, "Air/drone strike"}},
		{"ASSAULT", "heavy-weapons", acledType{violence, remote, "Shelling/artillery/missile attack"}},
		{"ASSAULT", "explosives", acledType{violence, remote, "Remote explosive/landmine/IED"}},
		{"ASSAULT", "abduct", acledType{violence, against, "Abduction/forced disappearance"}},
		{"ASSAULT", "sexual", acledType{violence, against, "Sexual violence"}},
		{"ASSAULT", "beat", acledType{violence, against, "Attack"}},
		{"ASSAULT", "torture", acledType{violence, against, "Attack"}},
		{"ASSAULT", "crowd-control", acledType{protests, "Protests", "Protest with intervention"}},
		{"ASSAULT", "destroy", acledType{strategy, strategy, "Looting/property destruction"}},
		{"PROTEST", "riot", acledType{protests, "Riots", "Violent demonstration"}},
		{"PROTEST", "vandalize", acledType{protests, "Riots", "Violent demonstration"}},
		{"PROTEST", "strike", acledType{}},
		{"PROTEST", "hunger", acledType{}},
		{"PROTEST", "boycott", acledType{}},
		{"PROTEST", "", acledType{protests, "Protests", "Peaceful protest"}},
		{"AGREE", "", acledType{strategy, strategy, "Agreement"}},
		{"CONCEDE", "", acledType{strategy, strategy, "Other"}},
		{"RETREAT", "ceasefire", acledType{strategy, strategy, "Agreement"}},
		{"RETREAT", "", acledType{strategy, strategy, "Change to group/activity"}},
		{"MOBILIZE", "", acledType{strategy, strategy, "Change to group/activity"}},
		{"COERCE", "arrest", acledType{strategy, strategy, "Arrests"}},
		{"COERCE", "seize", acledType{strategy, strategy, "Looting/property destruction"}},
		{"COERCE", "", acledType{strategy, strategy, "Other"}},
	}
}

// acled files a happening, or says that ACLED does not hold such ones.
func (b *Book) acled(e record.Event) (acledType, bool) {
	for _, r := range acledRules() {
		if r.kind == e.Type && (r.mode == "" || slices.Contains(e.Mode, r.mode)) {
			return r.to, r.to != acledType{}
		}
	}
	if e.Type != "ASSAULT" {
		return acledType{}, false
	}
	if b.onCivilians(e) {
		return acledType{violence, against, "Attack"}, true
	}
	return acledType{violence, "Battles", "Armed clash"}, true
}

// onCivilians reports whether all that something is done to are civilians.
func (b *Book) onCivilians(e record.Event) bool {
	return len(e.Recipients) > 0 && !slices.ContainsFunc(e.Recipients, func(id string) bool { return !civilian(b.actors[id]) })
}

// ACLED writes what took place under the 31 columns of ACLED.
func ACLED(w io.Writer, b *Book, exact bool) ([]Left, error) {
	var left tally
	s := sheet{columns: acledColumns()}
	for _, e := range b.Events {
		when := NewWhen(e.Date)
		kind, ok := b.acled(e)
		switch {
		case !Happened(e):
			left.add("events that are planned, proposed or negated")
		case !ok:
			left.add("events of a type that ACLED does not hold")
		case ACLEDDate(when) == 0:
			left.add("events whose date is not known to the month")
		default:
			s.rows = append(s.rows, row(s.columns, b.acledCells(e, kind, when)))
		}
	}
	return left, s.writeCSV(w, exact)
}

func (b *Book) acledCells(e record.Event, kind acledType, when When) map[string]string {
	one, two := acledSides(e)
	spot := b.Spot(e.Place)
	c := map[string]string{
		"event_id_cnty": e.ID, "event_date": day(when.First), "year": strconv.Itoa(when.First.Year()),
		"time_precision": strconv.Itoa(ACLEDDate(when)), "disorder_type": kind.disorder, "event_type": kind.event, "sub_event_type": kind.sub,
		"country": spot.Land, "admin1": spot.Part(1), "admin2": spot.Part(2), "admin3": spot.Part(3),
		"latitude": decimal(spot.Lat), "longitude": decimal(spot.Lon), "geo_precision": number(ACLEDWhere(spot)),
		"source": strings.Join(b.told(e, view.Label), "; "), "notes": b.note(e), "fatalities": strconv.Itoa(b.conservative(e.ID)),
		"tags": b.crowd(e.ID), "timestamp": b.stamp(e),
	}
	if spot.Known {
		c["location"] = spot.Name
	}
	if spot.Region != (language.Region{}) {
		c["iso"] = strconv.Itoa(spot.Region.M49())
	}
	if b.onCivilians(e) && kind.disorder == violence {
		c["civilian_targeting"] = "Civilian targeting"
	}
	first, second := b.inter(e, one, spot), b.inter(e, two, spot)
	c["inter1"], c["inter2"] = number(first), number(second)
	switch {
	case len(two) == 0 && first > 0:
		c["interaction"] = fmt.Sprintf("%d0", first)
	case first > 0 && second > 0:
		c["interaction"] = fmt.Sprintf("%d%d", min(first, second), max(first, second))
	}
	for n, side := range [][]string{one, two} {
		if len(side) > 0 {
			c[fmt.Sprintf("actor%d", n+1)] = b.Name(side[0])
			c[fmt.Sprintf("assoc_actor_%d", n+1)] = strings.Join(b.NamesOf(side[1:]), "; ")
		}
	}
	return c
}

// acledSides parts those who take part into two sides: who does it and to whom, or,
// where something is mutual, the first actor and the others.
func acledSides(e record.Event) (one, two []string) {
	if len(e.Recipients) > 0 || len(e.Actors) < 2 {
		return e.Actors, e.Recipients
	}
	return e.Actors[:1], e.Actors[1:]
}

// inter is ACLED's kind of the first actor of a side; 0 where it is not known. A
// state's forces outside their state are 8. Armed groups that are not called rebels
// stay 0: no word tells rebels from militias.
func (b *Book) inter(e record.Event, side []string, spot Spot) int {
	if len(side) == 0 {
		return 0
	}
	a := b.actors[side[0]]
	if e.Type == "PROTEST" && slices.Contains(e.Actors, a.ID) {
		if slices.Contains(e.Mode, "riot") {
			return 5
		}
		return 6
	}
	switch sector := Sector(a); {
	case sector == "REB":
		return 2
	case civilian(a):
		return 7
	case sector == "MIL" || sector == "COP" || sector == "GOV":
		land := b.landOf(a.ID)
		switch {
		case land == (language.Region{}) || spot.Region == (language.Region{}):
			return 0
		case land == spot.Region:
			return 1
		}
		return 8
	}
	return 0
}

// conservative counts the dead as ACLED does, which the ledger works out: the lowest
// count of any report, with "tens" as 10, "dozens" as 12 and "hundreds" as 100; 0
// where no report counts.
func (b *Book) conservative(event string) int {
	t, ok := b.toll(event, "killed")
	if !ok || t.Views.ACLED == nil {
		return 0
	}
	return *t.Views.ACLED
}

// crowd is ACLED's tag for how many protested.
func (b *Book) crowd(event string) string {
	t, ok := b.toll(event, "protesters")
	if !ok {
		return ""
	}
	return "crowd size=" + view.Bounds(t.Low, t.High)
}

// stamp is the midnight of the day on which the latest report that tells of it came
// out, in seconds: the program reads no clock.
func (b *Book) stamp(e record.Event) string {
	latest := ""
	for _, r := range b.tellers(e) {
		latest = max(latest, string(r.Published.Date))
	}
	if when := NewWhen(record.Nullable(latest)); when.Days > 0 {
		return strconv.FormatInt(when.First.Unix(), 10)
	}
	return ""
}
