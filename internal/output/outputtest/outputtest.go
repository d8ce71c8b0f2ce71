// Package outputtest holds small records, written by hand, on which every output
// is tested. People, places and outlets in them are made up.
package outputtest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/record"
)

const (
	gazette = `Foreign Minister Ilse Maren met envoys of the Kesh Front in Port Anna on Tuesday, the ministry said. The talks were mediated by Ostria. At least 12 people were killed when Marland struck Tor Valley on Monday, the Red Lantern Society said.

The Kesh Front denied shelling the market of Dun.`
	letter = `Ilse Mahren and the Kesh Front held talks in Port Anna. Between 15 and 20 people died in the strikes on Tor Valley.
Marland accused the Kesh Front of shelling the market of Dun. A ceasefire has been in force since 3 May. A convoy reached Dun.`
	hostile = "<script>alert(1)</script> said ]]> & \"Maren\" 'met' <!-- envoys\x1b[31m red\u202Edesrever\u202C end.\nقالت إلزه مارن إن المحادثات بدأت."
)

// Record returns a valid record that has at least one row in every list: three
// outlets, a copy, talks, a ceasefire, incidents, tolls, access, an allegation
// with its denial, a disagreement and an issue.
func Record() record.Record {
	r := record.Record{
		Format: record.Format,
		Reports: []record.Report{
			report("r-a1", "a.txt", "Harbour Gazette", gazette),
			report("r-b2", "b.txt", "", letter),
			report("r-c3", "c.txt", "Coast Mirror", gazette),
		},
		Actors: []record.Actor{
			{
				ID: "ilse-maren", Name: "Ilse Maren", Kind: "person", Aliases: []string{"Ilse Mahren", "Ilse Maren"}, Parent: "marland",
				Roles: []record.Role{{Title: "foreign minister", Of: "marland", Reports: []string{"r-a1", "r-c3"}}},
			},
			{ID: "kesh-front", Name: "Kesh Front", Kind: "organization", Aliases: []string{"Kesh Front"}},
			{ID: "marland", Name: "Marland", Kind: "state", Aliases: []string{"Marland", "the ministry"}},
			{ID: "ostria", Name: "Ostria", Kind: "state", Aliases: []string{"Ostria"}, Wikidata: "Q0"},
			{ID: "red-lantern-society", Name: "Red Lantern Society", Kind: "organization", Aliases: []string{"Red Lantern Society"}},
			{ID: "red-line-party", Name: "Red Line Party", Kind: "organization"},
		},
		Places: []record.Place{
			{ID: "dun", Name: "Dun"},
			{ID: "marland", Name: "Marland"},
			{ID: "ostria", Name: "Ostria"},
			{ID: "port-anna", Name: "Port Anna"},
			{ID: "tor-valley", Name: "Tor Valley"},
		},
		Issues: []record.Issue{{Where: "d.bin", What: "left out the file", Why: "it is a picture (PNG)"}},
	}
	r.Reports[0].Published = record.Published{Date: "2031-05-07", Basis: "given", Why: "a.meta.json"}
	r.Reports[1].Published = record.Published{Date: "2031-05-08", Basis: "inferred", Why: "tells of the same as a.txt"}
	r.Reports[2].Published = record.Published{Why: "no date in the text"}
	r.Reports[0].Title, r.Reports[0].Origin = "Envoys meet in Port Anna", []string{"Kesh Wire"}
	r.Reports[2].CopyOf = "r-a1"
	for i := range r.Reports {
		name(&r.Reports[i])
	}
	addClaims(&r)
	addLedger(&r)
	record.Sort(&r)
	return r
}

// report makes a report whose sentences end with a full stop.
func report(id, file, outlet, text string) record.Report {
	x := record.Report{ID: id, File: file, Outlet: record.Nullable(outlet), Language: "en", Text: text, Published: record.Published{Why: "nothing found"}}
	start := 0
	for i, r := range []rune(text) {
		if r == '.' {
			x.Sentences = append(x.Sentences, record.Range{Start: start, End: i + 1})
			start = i + 2
		}
	}
	for i, s := range x.Sentences {
		if strings.HasPrefix(string([]rune(text)[s.Start:]), "\n") {
			x.Sentences[i].Start++
		}
	}
	return x
}

// name marks every name of the cast in a report.
func name(r *record.Report) {
	for _, c := range []struct{ words, kind, id string }{
		{"Ilse Maren", "person", "ilse-maren"},
		{"Ilse Mahren", "person", "ilse-maren"},
		{"Kesh Front", "organization", "kesh-front"},
		{"Marland", "place", "marland"},
		{"Ostria", "place", "ostria"},
		{"Red Lantern Society", "organization", "red-lantern-society"},
		{"Port Anna", "place", "port-anna"},
		{"Tor Valley", "place", "tor-valley"},
		{"Dun", "place", "dun"},
	} {
		if strings.Contains(r.Text, c.words) {
			start, end := find(*r, c.words)
			r.Mentions = append(r.Mentions, record.Mention{
				Start: start, End: end, Quote: c.words, Kind: c.kind, Entity: record.Nullable(c.id), Named: true,
				Why: []record.Reason{{Rule: "en.name.list", Words: c.words}},
			})
		}
	}
}

// find returns where words stand first in a report, in code points.
func find(r record.Report, words string) (start, end int) {
	at := strings.Index(r.Text, words)
	if at < 0 {
		panic(fmt.Sprintf("%q is not in %s", words, r.File))
	}
	start = utf8.RuneCountInString(r.Text[:at])
	return start, start + utf8.RuneCountInString(words)
}

// told makes one mention of a happening out of the happening.
func told(r record.Report, e record.Event, words string, according ...string) record.EventMention {
	start, end := find(r, words)
	return record.EventMention{
		Report: r.ID, Start: start, End: end, Quote: words, Type: e.Type, Mode: e.Mode, Status: e.Status, Actors: e.Actors,
		Recipients: e.Recipients, Mediators: e.Mediators, Place: e.Place, Date: e.Date, AccordingTo: according,
		Why: []record.Reason{{Rule: "en.event." + strings.ToLower(e.Type), Words: words}},
	}
}

// said makes a statement about one happening.
func said(r record.Report, cue, stance, source, about string) record.Statement {
	start, end := find(r, cue)
	return record.Statement{
		Report: r.ID, Start: start, End: end, Quote: cue, Source: []string{source}, Stance: stance,
		Content: &record.Range{Start: 0, End: start}, About: []string{about},
	}
}

func addClaims(r *record.Record) {
	a, b, c := r.Reports[0], r.Reports[1], r.Reports[2]
	met := record.Event{
		ID: "e-consult-port-anna-2031-05-06-0a1b2c3d", Type: "CONSULT", Status: "occurred", Actors: []string{"ilse-maren", "kesh-front"},
		Mediators: []string{"ostria"}, Place: "port-anna", Date: "2031-05-06", Reports: 3, Outlets: 3, Independent: 2, Standing: "corroborated",
	}
	met.Mentions = []record.EventMention{told(a, met, "met", "s-a1-1"), told(c, met, "met"), told(b, met, "talks")}
	met.Mentions[2].Date, met.Mentions[2].Mediators = "2031-05", nil
	struck := record.Event{
		ID: "e-assault-tor-valley-2031-05-05-11aa22bb", Type: "ASSAULT", Mode: []string{"aerial"}, Status: "occurred", Actors: []string{"marland"},
		Place: "tor-valley", Date: "2031-05-05", Reports: 3, Outlets: 3, Independent: 2, Standing: "corroborated",
	}
	struck.Mentions = []record.EventMention{told(a, struck, "struck", "s-a1-2"), told(b, struck, "strikes"), told(c, struck, "struck")}
	shelled := record.Event{
		ID: "e-assault-dun-33cc44dd", Type: "ASSAULT", Status: "occurred", Actors: []string{"kesh-front"}, Place: "dun",
		Reports: 3, Outlets: 3, Independent: 2, Standing: "contested",
	}
	shelled.Mentions = []record.EventMention{told(a, shelled, "shelling", "s-a1-3"), told(b, shelled, "shelling", "s-b2-1"), told(c, shelled, "shelling")}
	truce := record.Event{
		ID: "e-retreat-2031-05-03-55ee66ff", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing", Date: "2031-05-03",
		Reports: 1, Outlets: 1, Independent: 1, Standing: "single",
	}
	truce.Mentions = []record.EventMention{told(b, truce, "ceasefire")}
	convoy := record.Event{ID: "e-aid-dun-77aa88bb", Type: "AID", Status: "occurred", Place: "dun", Reports: 1, Outlets: 1, Independent: 1, Standing: "single"}
	convoy.Mentions = []record.EventMention{told(b, convoy, "convoy")}
	r.Events = []record.Event{met, struck, shelled, truce, convoy}
	r.Statements = []record.Statement{
		said(a, "said", "assert", "marland", met.ID),
		said(a, "Society said", "assert", "red-lantern-society", struck.ID),
		said(a, "denied", "deny", "kesh-front", shelled.ID),
		said(b, "accused", "assert", "marland", shelled.ID),
	}
	for i, id := range []string{"s-a1-1", "s-a1-2", "s-a1-3", "s-b2-1"} {
		r.Statements[i].ID = id
	}
	for _, f := range []struct {
		in         record.Report
		words      string
		low, high  *int
		by, hedges []string
		asOf       record.Nullable
	}{
		{a, "At least 12 people", new(12), nil, []string{"red-lantern-society"}, []string{"at least"}, "2031-05-07"},
		{b, "Between 15 and 20 people", new(15), new(20), nil, nil, ""},
	} {
		start, end := find(f.in, f.words)
		r.Figures = append(r.Figures, record.Figure{
			Report: f.in.ID, Start: start, End: end, Quote: f.words, Measure: "killed", Min: f.low, Max: f.high,
			Hedges: f.hedges, Event: record.Nullable(struck.ID), By: f.by, AsOf: f.asOf,
		})
	}
}

func addLedger(r *record.Record) {
	met, struck, shelled, truce, convoy := r.Events[0], r.Events[1], r.Events[2], r.Events[3], r.Events[4]
	r.Talks = []record.Talks{{
		Event: met.ID, Ordinal: new(2), Place: met.Place, Date: met.Date, Mediator: []string{"ostria"}, Agenda: []string{"talks were mediated"},
		Delegations: []record.Delegation{
			{Party: "kesh-front", AccordingTo: []string{"s-a1-1"}},
			{Party: "marland", Members: []string{"ilse-maren"}, AccordingTo: []string{"s-a1-1"}},
		},
		ConfirmedBy: []string{"marland"}, Silent: []string{"kesh-front"}, Standing: met.Standing,
	}}
	r.Agreements = []record.Agreement{{
		ID: "a-retreat-2031-05-03-55ee66ff", Name: "ceasefire, 2031", Kind: "ceasefire", Parties: []string{"kesh-front", "marland"}, Date: truce.Date,
		Clauses: []record.Clause{{ID: "1", Kind: "cessation", Text: "in force", Binds: []string{"kesh-front"}}},
		Status: []record.AgreementState{
			{State: "in force", Since: truce.Date, Reports: []string{"r-b2"}},
			{State: "proposed", AccordingTo: []string{"s-a1-1"}, Reports: []string{"r-a1"}},
			{State: "proposed", Reports: []string{"r-c3"}},
		},
	}}
	r.Allegations = []record.Allegation{{
		Event: shelled.ID, Clause: &record.ClauseRef{Agreement: "a-retreat-2031-05-03-55ee66ff", Clause: "1"}, AllegedBy: []string{"marland"},
		DeniedBy: []string{"kesh-front"}, ZoneTest: &record.ZoneTest{Zone: "quiet strip", Inside: new(true), MarginKM: 1.5}, Standing: "contested",
	}}
	r.Access = []record.Access{{Kind: "convoy", State: "arrived", Event: convoy.ID, Place: "dun", AccordingTo: []string{"s-b2-1"}}}
	toll := record.Toll{Event: struck.ID, Measure: "killed", Low: new(12), Best: new(15), High: new(20), Why: "the narrowest count is the best"}
	for _, f := range r.Figures {
		toll.Series = append(toll.Series, record.FigureRef{Report: f.Report, Start: f.Start, End: f.End})
	}
	r.Tolls = []record.Toll{toll}
	r.Disagreements = []record.Disagreement{{
		About: struck.ID, Attribute: "killed", Kind: "conflict", Note: "a.txt counts at least 12 dead, b.txt between 15 and 20.",
		Values: []record.Value{
			{Value: "12–", Reports: []string{"r-a1"}, Quote: "struck"},
			{Value: "15–20", Reports: []string{"r-b2"}},
			{Reports: []string{"r-c3"}},
		},
	}}
}

// Placed returns Record with positions (a village, a town in disputed land, a city
// abroad and two states) and with the toll as other bodies count it.
func Placed() record.Record {
	r := Record()
	for _, at := range []struct {
		id, gazetteer    string
		lat, lon, radius float64
		admin, zones     []string
	}{
		{"dun", "dun", -12.25, 16.5, 20, []string{"Grey Hills (held by Ostria)"}, []string{"quiet-strip"}},
		{"marland", "state-mt", -12, 16, 300, nil, nil},
		{"ostria", "state-at", 47.5, 14.1, 280, nil, nil},
		{"port-anna", "port-anna", 47.1, 13.25, 12, []string{"Ostria"}, nil},
		{"tor-valley", "9988776", -12.5, 16.125, 3, []string{"Marland", "Tor", "Upper Tor"}, nil},
	} {
		for i := range r.Places {
			if p := &r.Places[i]; p.ID == at.id {
				p.Lat, p.Lon, p.RadiusKM = &at.lat, &at.lon, &at.radius
				p.Admin, p.Zones = at.admin, at.zones
				p.Gazetteer = &record.Gazetteer{Source: "trucewatch", ID: at.gazetteer}
			}
		}
	}
	r.Places[slices.IndexFunc(r.Places, func(p record.Place) bool { return p.ID == "tor-valley" })].Gazetteer.Source = "geonames"
	r.Tolls[0].Views = record.Views{ACLED: new(12), UCDP: &record.Bounds{Low: new(12), Best: new(15), High: new(20)}}
	return r
}

// Hostile returns a record whose every free text tries to break out of where it is
// shown: markup, terminal sequences and marks that turn the direction of text.
func Hostile() record.Record {
	const evil = "</title></style><script>alert(2)</script>\x1b]0;x\x07\u202Eevil\" onmouseover='x' {{.}} javascript:alert(3)"
	r := Record()
	x := report("r-z9", "z.html", evil, hostile)
	x.Sentences = []record.Range{{Start: 0, End: utf8.RuneCountInString(hostile)}}
	x.Title, x.URL, x.Origin = evil, "javascript:alert(4)", []string{evil}
	x.Published.Why = evil
	start, end := find(x, "<script>alert(1)</script>")
	x.Mentions = []record.Mention{{Start: start, End: end, Quote: "<script>alert(1)</script>", Kind: "person", Entity: "evil", Named: true, Why: []record.Reason{{Rule: "en.x", Words: evil}}}}
	r.Reports = append(r.Reports, x)
	r.Actors = append(r.Actors, record.Actor{ID: "evil", Name: evil, Kind: "person", Aliases: []string{"<script>alert(1)</script>"}, Roles: []record.Role{{Title: evil, Reports: []string{"r-z9"}}}})
	start, end = find(x, "said")
	r.Statements = append(r.Statements, record.Statement{ID: "s-z9", Report: "r-z9", Start: start, End: end, Quote: "said", Source: []string{"evil"}, SourceQuote: evil, Stance: "assert", About: []string{r.Events[0].ID}, Hedges: []string{evil}})
	start, end = find(x, "'met'")
	e := r.Events[0]
	e.ID, e.Type, e.Actors = "e-assault-z9", "ASSAULT", []string{"evil"}
	e.Mentions = []record.EventMention{told(x, e, "'met'", "s-z9")}
	e.Mentions[0].Start, e.Mentions[0].End = start, end
	e.Reports, e.Outlets, e.Independent = 1, 1, 1
	r.Events = append(r.Events, e)
	r.Agreements[0].Name, r.Agreements[0].Clauses[0].Text = evil, evil
	r.Talks[0].Agenda = []string{evil}
	r.Disagreements[0].Note = evil
	r.Tolls[0].Why = evil
	r.Issues = append(r.Issues, record.Issue{Report: "r-z9", Where: evil, What: evil, Why: evil})
	record.Sort(&r)
	return r
}
