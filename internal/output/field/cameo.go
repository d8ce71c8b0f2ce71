package field

import (
	"io"
	"slices"
	"strconv"

	"golang.org/x/text/language"

	"github.com/trucewatch/trucewatch/internal/record"
)

// icewsColumns are the columns of ICEWS.
func icewsColumns() []string {
	return []string{
		"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
		"Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
		"Province", "Country", "Latitude", "Longitude",
	}
}

// CAMEO is a code of CAMEO with its Goldstein score.
type CAMEO struct {
	Code, Text string
	Intensity  float64
}

// cameoRule maps a type of PLOVER, or one of its modes, to CAMEO. Of a type the
// first rule that fits rules, so the modes stand before the type itself.
type cameoRule struct {
	kind, mode string
	to         CAMEO
}

// cameoRules maps what took place. No rule gives 196, violate ceasefire: whether
// something broke a ceasefire is not ours to say.
func cameoRules() []cameoRule {
	return []cameoRule{
		{"AGREE", "", CAMEO{"030", "Express intent to cooperate", 4}},
		{"CONSULT", "visit", CAMEO{"042", "Make a visit", 1.9}},
		{"CONSULT", "phone", CAMEO{"041", "Discuss by telephone", 1}},
		{"CONSULT", "third-party", CAMEO{"044", "Meet at a third location", 2.5}},
		{"CONSULT", "", CAMEO{"040", "Consult", 1}},
		{"SUPPORT", "", CAMEO{"050", "Engage in diplomatic cooperation", 3.5}},
		{"CONCEDE", "", CAMEO{"080", "Yield", 5}},
		{"COOPERATE", "", CAMEO{"060", "Engage in material cooperation", 6}},
		{"AID", "humanitarian", CAMEO{"073", "Provide humanitarian aid", 7.4}},
		{"AID", "", CAMEO{"070", "Provide aid", 7}},
		{"RETREAT", "ceasefire", CAMEO{"0871", "Declare truce, ceasefire", 9}},
		{"RETREAT", "access", CAMEO{"0863", "Allow humanitarian access", 9}},
		{"RETREAT", "disarm", CAMEO{"0873", "Demobilize armed forces", 9}},
		{"RETREAT", "withdraw", CAMEO{"0874", "Retreat or surrender militarily", 10}},
		{"RETREAT", "", CAMEO{"080", "Yield", 5}},
		{"REQUEST", "meet", CAMEO{"106", "Demand meeting, negotiation", -5}},
		{"REQUEST", "", CAMEO{"100", "Demand", -5}},
		{"ACCUSE", "investigate", CAMEO{"090", "Investigate", -2}},
		{"ACCUSE", "allege", CAMEO{"112", "Accuse", -2}},
		{"ACCUSE", "", CAMEO{"110", "Disapprove", -2}},
		{"REJECT", "meet", CAMEO{"125", "Reject proposal to meet, discuss, or negotiate", -5}},
		{"REJECT", "", CAMEO{"120", "Reject", -4}},
		{"THREATEN", "violence", CAMEO{"138", "Threaten with military force", -7}},
		{"THREATEN", "territory", CAMEO{"1382", "Threaten occupation", -7}},
		{"THREATEN", "", CAMEO{"130", "Threaten", -6}},
		{"PROTEST", "", CAMEO{"140", "Engage in political dissent", -6.5}},
		{"SANCTION", "", CAMEO{"160", "Reduce relations", -4}},
		{"MOBILIZE", "", CAMEO{"150", "Exhibit military or police power", -7.2}},
		{"COERCE", "seize", CAMEO{"171", "Seize or damage property", -9.2}},
		{"COERCE", "arrest", CAMEO{"173", "Arrest, detain", -5}},
		{"COERCE", "", CAMEO{"170", "Coerce", -7}},
		{"ASSAULT", "unconventional", CAMEO{"200", "Use unconventional mass violence", -10}},
		{"ASSAULT", "aerial", CAMEO{"195", "Employ aerial weapons", -10}},
		{"ASSAULT", "drone", CAMEO{"195", "Employ aerial weapons", -10}},
		{"ASSAULT", "heavy-weapons", CAMEO{"194", "Fight with artillery and tanks", -10}},
		{"ASSAULT", "firearms", CAMEO{"193", "Fight with small arms and light weapons", -10}},
		{"ASSAULT", "abduct", assault()},
		{"ASSAULT", "beat", assault()},
		{"ASSAULT", "torture", assault()},
		{"ASSAULT", "sexual", assault()},
		{"ASSAULT", "targeted", assault()},
		{"ASSAULT", "primitive", assault()},
		{"ASSAULT", "explosives", assault()},
		{"ASSAULT", "suicide-attack", assault()},
		{"ASSAULT", "crowd-control", assault()},
		{"ASSAULT", "", CAMEO{"190", "Use conventional military force", -10}},
	}
}

func assault() CAMEO { return CAMEO{"180", "Use unconventional violence", -9} }

// cameo codes what took place, or what is said to be going to happen where CAMEO
// has a code for the intent. What is proposed or negated has none: those who would
// act are not those who ask.
func (b *Book) cameo(e record.Event) (CAMEO, bool) {
	if e.Status == "planned" {
		switch e.Type {
		case "CONSULT":
			return CAMEO{"036", "Express intent to meet or negotiate", 4}, true
		case "SUPPORT", "COOPERATE", "AID", "AGREE", "CONCEDE":
			return CAMEO{"030", "Express intent to cooperate", 4}, true
		case "RETREAT":
			return CAMEO{"0356", "Express intent to de-escalate military engagement", 7}, true
		}
	}
	if !Happened(e) {
		return CAMEO{}, false
	}
	if b.talks[e.ID] {
		return CAMEO{"046", "Engage in negotiation", 7}, true
	}
	if e.Type == "COERCE" && b.access[e.ID] == "blockade" {
		return CAMEO{"191", "Impose blockade, restrict movement", -9.5}, true
	}
	for _, r := range cameoRules() {
		if r.kind == e.Type && (r.mode == "" || slices.Contains(e.Mode, r.mode)) {
			return r.to, true
		}
	}
	return CAMEO{}, false
}

// pair is who does it and to whom; either may be empty.
type pair struct{ from, to string }

// pairs makes the dyads of an event: each actor with each recipient; without
// recipients, each actor with each other one of another side, both ways, as ICEWS
// codes what is mutual.
func (b *Book) pairs(e record.Event) []pair {
	from, to, mutual := e.Actors, e.Recipients, false
	switch {
	case len(from) == 0 && len(to) == 0:
		return nil
	case len(from) == 0:
		from = []string{""}
	case len(to) == 0:
		to, mutual = from, true
	}
	var out []pair
	for _, x := range from {
		for _, y := range to {
			if !mutual || !b.sameSide(x, y) {
				out = append(out, pair{x, y})
			}
		}
	}
	if len(out) == 0 { // all are of one side
		out = append(out, pair{from: from[0]})
	}
	return out
}

// sameSide reports whether two actors are one, or both of one state.
func (b *Book) sameSide(x, y string) bool {
	land := b.landOf(x)
	return x == y || land != (language.Region{}) && land == b.landOf(y)
}

// ICEWS writes events as CAMEO codes under the columns of ICEWS, one line for each
// dyad, with tabs between the cells.
func ICEWS(w io.Writer, b *Book, exact bool) ([]Left, error) {
	var left tally
	s := sheet{columns: icewsColumns()}
	for _, e := range b.Events {
		code, ok := b.cameo(e)
		when := NewWhen(e.Date)
		dyads := b.pairs(e)
		switch {
		case !ok:
			left.add("events that are proposed, negated or planned without a code for the intent")
		case when.Days == 0:
			left.add("events without a date")
		case len(dyads) == 0:
			left.add("events in which nobody is named")
		default:
			for _, d := range dyads {
				s.rows = append(s.rows, b.icewsRow(e, code, when, d))
			}
		}
	}
	return left, s.writeTSV(w, exact)
}

func (b *Book) icewsRow(e record.Event, code CAMEO, when When, d pair) []string {
	m, r := b.first(e)
	spot := b.Spot(e.Place)
	cells := map[string]string{
		"Event ID": e.ID, "Event Date": day(when.First), "Event Text": code.Text, "CAMEO Code": code.Code,
		"Intensity": strconv.FormatFloat(code.Intensity, 'f', 1, 64), "Story ID": r.ID, "Publisher": string(r.Outlet),
		"Country": spot.Land, "Latitude": decimal(spot.Lat), "Longitude": decimal(spot.Lon),
		"Province": spot.Part(1), "District": spot.Part(2),
	}
	if spot.Known && !spot.State && ACLEDWhere(spot) == 1 {
		cells["City"] = spot.Name
	}
	if p, ok := b.Around(m.Report, m.Start); ok {
		cells["Sentence Number"] = number(p.Number)
	}
	for side, id := range map[string]string{"Source": d.from, "Target": d.to} {
		if id == "" {
			continue
		}
		cells[side+" Name"] = b.Name(id)
		cells[side+" Sectors"] = Sector(b.actors[id])
		cells[side+" Country"] = b.landName(id)
	}
	return row(icewsColumns(), cells)
}
