package outputtest

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// modesOf are the categories of PLOVER with their modes; those with a star need a
// recipient (manual 2021-24).
const modesOf = `AGREE: ; CONSULT: visit third-party multilateral phone; SUPPORT: ; CONCEDE: ; COOPERATE*: ; AID*: ;
RETREAT: withdraw release disarm ceasefire access resign; REQUEST: assist change yield meet; ACCUSE: disapprove investigate allege;
REJECT: assist change yield meet; THREATEN: restrict arrest relations expel territory violence;
PROTEST: demo riot strike hunger boycott obstruct vandalize; SANCTION*: convict expel withdraw discontinue;
MOBILIZE: troops weapons police militia;
COERCE: seize restrict censor curfew martial-law arrest deport withhold misinformation cyber;
ASSAULT: abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional`

// quadOf is the quad code of each category, 1 to 4, in the order of modesOf.
const quadOf = "1111222333344444"

const (
	ploverKeys = "id has_event date enddate endtime time actor recipient event event_loc event_text quad_code event_scale mode " +
		"context link text text_info cite_info coder coded_date coded_time comment size"
	ploverActorKeys = "code sector entity_text identifier_id identifier_text religion ethnicity office gender age"
	ploverPlaceKeys = "extracted_place resolved_place geonameid lat lon city district province country country_code feature_class feature_code resolution"
	ploverSectors   = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
	ploverContexts  = "historical future hypothetical negation"
)

// faults gathers what is wrong with a text.
type faults []error

func (f *faults) is(fine bool, format string, args ...any) {
	if !fine {
		*f = append(*f, fmt.Errorf(format, args...))
	}
}

// CheckPLOVER holds lines of JSON to what the manual of PLOVER asks for, and returns
// how many there are.
func CheckPLOVER(text string) (n int, _ error) {
	var f faults
	for line := range strings.Lines(text) {
		n++
		var e map[string]any
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			f = append(f, err)
			continue
		}
		f.plover(e)
	}
	return n, errors.Join(f...)
}

func (f *faults) plover(e map[string]any) {
	id, _ := e["id"].(string)
	f.is(id != "", "no id in %v", e)
	f.known(id, e, ploverKeys)
	date, _ := e["date"].(string)
	_, err := time.Parse(time.DateOnly, date)
	f.is(err == nil, "%s: date %q", id, date)
	if end, ok := e["enddate"].(string); ok {
		_, err := time.Parse(time.DateOnly, end)
		f.is(err == nil && end >= date, "%s: ends %q, begins %q", id, end, date)
	}
	actors, recipients := members(e["actor"]), members(e["recipient"])
	f.is(len(actors) > 0, "%s has no actor", id)
	for _, a := range append(actors, recipients...) {
		f.known(id, a, ploverActorKeys)
		for _, s := range words(a["sector"]) {
			f.is(slices.Contains(strings.Fields(ploverSectors), s), "%s: sector %q", id, s)
		}
	}
	f.category(id, e, len(recipients) > 0)
	for _, c := range words(e["context"]) {
		f.is(slices.Contains(strings.Fields(ploverContexts), c), "%s: context %q", id, c)
	}
	if place, ok := e["event_loc"].(map[string]any); ok {
		f.known(id, place, ploverPlaceKeys)
		r, ok := place["resolution"].(float64)
		f.is(!ok || r >= 1 && r <= 5, "%s: resolution %v", id, place["resolution"])
	}
}

// category checks type, modes, quad code and scale.
func (f *faults) category(id string, e map[string]any, received bool) {
	types := words(e["event"])
	f.is(len(types) == 1, "%s: events %v", id, types)
	for i, row := range strings.Split(modesOf, ";") {
		name, modes, _ := strings.Cut(row, ":")
		name, starred := strings.CutSuffix(strings.TrimSpace(name), "*")
		if len(types) == 0 || types[0] != name {
			continue
		}
		f.is(!starred || received, "%s: %s has no recipient", id, name)
		for _, m := range words(e["mode"]) {
			f.is(slices.Contains(strings.Fields(modes), m), "%s: %s has no mode %q", id, name, m)
		}
		f.is(e["quad_code"] == float64(quadOf[i]-'0'), "%s: quad code %v of %s", id, e["quad_code"], name)
		scale, ok := e["event_scale"].(float64)
		f.is(ok && scale >= -10 && scale <= 10, "%s: scale %v", id, e["event_scale"])
		return
	}
	f.is(false, "%s: no category %v", id, types)
}

func (f *faults) known(id string, object map[string]any, keys string) {
	for k := range object {
		f.is(slices.Contains(strings.Fields(keys), k), "%s: no key %q", id, k)
	}
}

func members(x any) []map[string]any {
	var out []map[string]any
	list, _ := x.([]any)
	for _, y := range list {
		if m, ok := y.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

func words(x any) []string {
	var out []string
	list, _ := x.([]any)
	for _, y := range list {
		if s, ok := y.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// columns gives each column of a table a pattern that its cells fit, and the empty
// cell unless it begins with a !.
type columns map[string]string

const (
	isoDay  = `\d{4}-\d\d-\d\d`
	counted = `\d+`
	degree  = `-?\d{1,3}(\.\d+)?`
)

// The vocabularies of the tables, as their code books have them.
func vocabularies() map[string]columns {
	return map[string]columns{
		"acled": {
			"event_id_cnty": "!.+", "event_date": "!" + isoDay, "year": `!\d{4}`, "time_precision": "![123]", "geo_precision": "[123]",
			"disorder_type": "!(Political violence|Demonstrations|Strategic developments|Political violence; Demonstrations)",
			"event_type":    "!(Battles|Explosions/Remote violence|Violence against civilians|Protests|Riots|Strategic developments)",
			"inter1":        "[1-8]", "inter2": "[1-8]", "interaction": "[1-8][0-8]", "civilian_targeting": "(Civilian targeting)?", "iso": counted,
			"latitude": degree, "longitude": degree, "fatalities": "!" + counted, "timestamp": counted, "region": "", "source_scale": "",
		},
		"ucdp": {
			"id": "!.+", "year": `!\d{4}`, "type_of_violence": "[123]", "where_prec": "[1-7]", "event_clarity": "![12]", "date_prec": "![1-5]",
			"date_start": "!" + isoDay, "date_end": "!" + isoDay, "latitude": degree, "longitude": degree, "low": "!" + counted, "best": "!" + counted,
			"high": "!" + counted, "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "0", "deaths_unknown": counted, "number_of_sources": "!" + counted,
			"geom_wkt": `POINT \(` + degree + ` ` + degree + `\)`, "priogrid_gid": counted, "iso3": "[A-Z]{3}", "conflict_new_id": "", "gwnoa": "",
		},
		"icews": {
			"Event ID": "!.+", "Event Date": "!" + isoDay, "CAMEO Code": `!(0[1-9]|1\d|20)\d{0,2}`, "Intensity": `!-?\d+(\.\d+)?`, "Event Text": "!.+",
			"Sentence Number": counted, "Latitude": degree, "Longitude": degree, "Story ID": "!.+",
		},
		"pax": {
			"AgtId": "!.+", "Agt": "!.+", "Contp": "", "Stage": "(Pre|SubPar|SubComp|Imp|Ren|Cea|Oth)", "Agtp": "(Inter|InterIntra|Intra)", "Ce": "[0-3]",
			"Status": "!(Multiparty signed/agreed|Unilateral document|Agreement with subsequent status|Status unclear)", "SsrDdr": "[0-3]",
		},
		"hxl": {
			"#event+id": "!.+", "#event+type": "!.+", "#date+start": isoDay, "#date+end": isoDay, "#date+reported": isoDay, "#geo+lat": degree, "#geo+lon": degree,
			"#country+code": "[A-Z]{3}", "#affected+killed+min": counted, "#affected+killed+best": counted, "#affected+killed+max": counted,
		},
	}
}

// CheckTable holds a table to the vocabulary of its format, acled, ucdp, icews, pax or
// hxl, and returns how many rows it has. Cells must not be made safe for spreadsheets.
func CheckTable(format, text string) (n int, _ error) {
	rows, err := rowsOf(format, text)
	if err != nil || len(rows) == 0 {
		return 0, errors.Join(err, fmt.Errorf("%s has %d lines", format, len(rows)))
	}
	head := rows[0]
	if rows = rows[1:]; format == "hxl" && len(rows) > 0 {
		head, rows = rows[0], rows[1:]
	}
	var f faults
	if format == "hxl" {
		f.hashtags(head)
	}
	vocabulary := vocabularies()[format]
	for name := range vocabulary {
		f.is(slices.Contains(head, name), "%s has no column %s", format, name)
	}
	for _, row := range rows {
		f.is(len(row) == len(head), "%s: a row of %d cells, the head has %d", format, len(row), len(head))
		if len(row) != len(head) {
			continue
		}
		cells := map[string]string{}
		for i, name := range head {
			cells[name] = row[i]
			pattern, checked := vocabulary[name]
			pattern, needed := strings.CutPrefix(pattern, "!")
			if !checked || row[i] == "" && !needed {
				continue
			}
			f.is(regexp.MustCompile("^("+pattern+")$").MatchString(row[i]), "%s %s: %s is %q", format, row[0], name, row[i])
		}
		f.together(format, cells)
	}
	return len(rows), errors.Join(f...)
}

func rowsOf(format, text string) ([][]string, error) {
	if format != "icews" {
		return csv.NewReader(strings.NewReader(text)).ReadAll()
	}
	var rows [][]string
	for line := range strings.Lines(text) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows, nil
}

// together checks cells that have to fit each other.
func (f *faults) together(format string, c map[string]string) {
	number := func(name string) float64 {
		x, err := strconv.ParseFloat(c[name], 64)
		f.is(err == nil, "%s: %s is %q", format, name, c[name])
		return x
	}
	switch format {
	case "acled":
		f.is(strings.HasPrefix(c["event_date"], c["year"]), "acled: %s is not in %s", c["event_date"], c["year"])
		one, two := c["inter1"], c["inter2"]
		if one != "" && two != "" {
			f.is(c["interaction"] == min(one, two)+max(one, two), "acled: interaction %s of %s and %s", c["interaction"], one, two)
		}
		f.is(c["sub_event_type"] != "" && strings.Contains(subEvents, c["event_type"]+"=") && slices.Contains(subsOf(c["event_type"]), c["sub_event_type"]),
			"acled: %s is not of %s", c["sub_event_type"], c["event_type"])
	case "ucdp":
		f.is(number("low") <= number("best") && number("best") <= number("high"), "ucdp: low %s, best %s, high %s", c["low"], c["best"], c["high"])
		f.is(number("deaths_a")+number("deaths_b")+number("deaths_civilians")+number("deaths_unknown") == number("best"), "ucdp: the deaths do not add up to %s", c["best"])
		f.is(c["date_start"] <= c["date_end"], "ucdp: from %s to %s", c["date_start"], c["date_end"])
	case "icews":
		i := number("Intensity")
		f.is(i >= -10 && i <= 10, "icews: intensity %v", i)
		f.is(c["Source Name"] != "" || c["Target Name"] != "", "icews: nobody does anything to nobody")
	case "hxl":
		f.is(c["#date+start"] <= c["#date+end"], "hxl: from %s to %s", c["#date+start"], c["#date+end"])
	}
}

// subEvents are ACLED's types with their sub-types.
const subEvents = `Battles=Armed clash|Government regains territory|Non-state actor overtakes territory
Explosions/Remote violence=Chemical weapon|Air/drone strike|Suicide bomb|Shelling/artillery/missile attack|Remote explosive/landmine/IED|Grenade
Violence against civilians=Sexual violence|Attack|Abduction/forced disappearance
Protests=Peaceful protest|Protest with intervention|Excessive force against protesters
Riots=Violent demonstration|Mob violence
Strategic developments=Agreement|Arrests|Change to group/activity|Disrupted weapons use|Headquarters or base established|Looting/property destruction|Non-violent transfer of territory|Other`

func subsOf(kind string) []string {
	for line := range strings.SplitSeq(subEvents, "\n") {
		if name, subs, _ := strings.Cut(line, "="); name == kind {
			return strings.Split(subs, "|")
		}
	}
	return nil
}

// coreTags are the hashtags of HXL 1.1 that tables of ours use.
const coreTags = "#access #adm1 #adm2 #affected #country #date #description #event #geo #group #loc #meta #status"

func (f *faults) hashtags(head []string) {
	seen := map[string]bool{}
	for _, tag := range head {
		core, _, _ := strings.Cut(tag, "+")
		f.is(slices.Contains(strings.Fields(coreTags), core) && regexp.MustCompile(`^#[a-z0-9]+(\+[a-z]+)*$`).MatchString(tag), "hxl: no hashtag %s", tag)
		f.is(!seen[tag], "hxl: %s stands twice", tag)
		seen[tag] = true
	}
}
