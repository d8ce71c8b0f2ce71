package field

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// ploverEvent is one line of PLOVER's JSON Lines, manual 0.8. What the record does
// not know is left out or null, as the manual has it.
type ploverEvent struct {
	ID         string        `json:"id"`
	HasEvent   bool          `json:"has_event"`
	Date       string        `json:"date"`
	EndDate    string        `json:"enddate,omitempty"`
	Actor      []ploverParty `json:"actor"`
	Recipient  []ploverParty `json:"recipient"`
	Event      []string      `json:"event"`
	EventLoc   *ploverPlace  `json:"event_loc"`
	EventText  string        `json:"event_text"`
	QuadCode   int           `json:"quad_code"`
	EventScale float64       `json:"event_scale"`
	Mode       []string      `json:"mode"`
	Context    []string      `json:"context"`
	Link       string        `json:"link,omitempty"`
	TextInfo   ploverText    `json:"text_info"`
	CiteInfo   ploverCite    `json:"cite_info"`
	Size       *ploverSize   `json:"size,omitempty"`
	Coder      string        `json:"coder"`
	Comment    string        `json:"comment"`
}

type ploverParty struct {
	Code       string   `json:"code"`
	Sector     []string `json:"sector"`
	Text       string   `json:"entity_text"`
	Identifier string   `json:"identifier_id,omitempty"` // Wikidata
}

type ploverPlace struct {
	Extracted   string   `json:"extracted_place"`
	Resolved    string   `json:"resolved_place"`
	GeoNameID   string   `json:"geonameid,omitempty"`
	Lat         *float64 `json:"lat"`
	Lon         *float64 `json:"lon"`
	District    string   `json:"district,omitempty"`
	Province    string   `json:"province,omitempty"`
	Country     string   `json:"country,omitempty"`
	CountryCode string   `json:"country_code,omitempty"`
	Resolution  int      `json:"resolution,omitempty"`
}

type ploverText struct {
	Sequence int `json:"sequence"` // number of the sentence, from 1
	Start    int `json:"start"`    // code points into the report
	End      int `json:"end"`
}

type ploverCite struct {
	Corpus      string `json:"corpus"`
	Citation    string `json:"citation"` // id of the report in the record
	URL         string `json:"url,omitempty"`
	Title       string `json:"title,omitempty"`
	Language    string `json:"language,omitempty"`
	Publication string `json:"publication,omitempty"`
	Codebook    string `json:"codebook"`
}

type ploverSize struct {
	Dead     *int `json:"dead,omitempty"`
	Injured  *int `json:"injured,omitempty"`
	Arrested *int `json:"arrested,omitempty"`
}

// PLOVER writes one line of JSON for each dated event.
func PLOVER(w io.Writer, b *Book) ([]Left, error) {
	var left tally
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, e := range b.Events {
		when := NewWhen(e.Date)
		if when.Days == 0 {
			left.add("events without a date")
			continue
		}
		if err := out.Encode(b.plover(e, when)); err != nil {
			return nil, fmt.Errorf("writing PLOVER: %w", err)
		}
	}
	return left, nil
}

func (b *Book) plover(e record.Event, when When) ploverEvent {
	kind, modes := projected(e)
	m, r := b.first(e)
	p := ploverEvent{
		ID: e.ID, HasEvent: true, Date: day(when.First), Actor: b.ploverParties(e.Actors), Recipient: b.ploverParties(e.Recipients),
		Event: []string{kind}, EventText: m.Quote, QuadCode: quad(kind), EventScale: scale(kind, modes), Mode: modes,
		Context: ploverContext(e), Link: string(r.URL), EventLoc: b.ploverPlace(e, m), Size: b.ploverSize(e),
		TextInfo: ploverText{Start: m.Start, End: m.End},
		CiteInfo: ploverCite{
			Corpus: record.Format, Citation: r.ID, URL: string(r.URL), Title: string(r.Title), Language: string(r.Language),
			Publication: string(r.Outlet), Codebook: "PLOVER 0.8",
		},
		Coder: "trucewatch", Comment: b.note(e),
	}
	if piece, ok := b.Around(m.Report, m.Start); ok {
		p.TextInfo.Sequence = piece.Number
	}
	if when.Days > 1 {
		p.EndDate = day(when.Last)
	}
	if len(p.Actor) == 0 { // PLOVER requires an actor
		p.Actor = []ploverParty{{Sector: []string{"UNK"}}}
	}
	if needsRecipient := slices.Contains([]string{"COOPERATE", "AID", "SANCTION"}, kind); needsRecipient && len(p.Recipient) == 0 {
		p.Recipient = []ploverParty{{Sector: []string{"UNK"}}}
	}
	return p
}

// projected is the type and the modes that PLOVER's manual has for what is only said
// to be going to happen: a future meeting, and future support, cooperation or aid, is
// AGREE; a withdrawal or ceasefire announced is CONCEDE.
func projected(e record.Event) (kind string, modes []string) {
	if e.Status == "planned" {
		switch e.Type {
		case "CONSULT", "SUPPORT", "COOPERATE", "AID":
			return "AGREE", []string{}
		case "RETREAT":
			return "CONCEDE", []string{}
		}
	}
	s := scoreOf(e.Type)
	return e.Type, slices.DeleteFunc(append([]string{}, e.Mode...), func(m string) bool { // the manual has no other modes
		_, scored := s.modes[m]
		return !scored && !slices.Contains(strings.Fields(s.plain), m)
	})
}

// ploverContext gives the contexts that a status shows. The contexts of subject
// (military, diplomatic …) are not coded.
func ploverContext(e record.Event) []string {
	switch e.Status {
	case "planned":
		return []string{"future"}
	case "proposed":
		return []string{"hypothetical"}
	case "negated":
		return []string{"negation"}
	}
	return []string{}
}

func (b *Book) ploverParties(ids []string) []ploverParty {
	out := make([]ploverParty, len(ids))
	for i, id := range ids {
		a := b.actors[id]
		out[i] = ploverParty{Code: b.partyCode(id), Sector: []string{Sector(a)}, Text: b.Name(id), Identifier: string(a.Wikidata)}
	}
	return out
}

func (b *Book) ploverPlace(e record.Event, m record.EventMention) *ploverPlace {
	s := b.Spot(e.Place)
	if !s.Known {
		return nil
	}
	p := &ploverPlace{
		Extracted: s.Name, Resolved: s.Name, Lat: s.Lat, Lon: s.Lon, Country: s.Land, CountryCode: s.iso3(),
		Province: s.Part(1), District: s.Part(2), Resolution: PLOVERWhere(s),
	}
	for _, x := range b.Report(m.Report).Mentions { // the words of the report for the same place, nearest before the trigger
		if x.Entity == e.Place && (x.Start <= m.Start || p.Extracted == s.Name) {
			p.Extracted = x.Quote
		}
	}
	if s.Gazetteer != nil && s.Gazetteer.Source == "geonames" {
		p.GeoNameID = s.Gazetteer.ID
	}
	return p
}

func (b *Book) ploverSize(e record.Event) *ploverSize {
	best := func(measure string) *int {
		t, ok := b.toll(e.ID, measure)
		if !ok {
			return nil
		}
		return t.Best
	}
	s := ploverSize{best("killed"), best("wounded"), best("detained")}
	if s == (ploverSize{}) {
		return nil
	}
	return &s
}

// ploverScore is a row of the manual's table: quad code and score, with the scores of
// modes that differ, and the other modes.
type ploverScore struct {
	kind  string
	quad  int
	score float64
	modes map[string]float64
	plain string // modes that have the score of the type
}

// ploverScores is the table of the manual. It prints 3 for ACCUSE, beside modes of -2
// and -3.5: taken as -3. It puts SANCTION into quad 3 in one table and 4 in its own
// section: taken as 4.
func ploverScores() []ploverScore {
	return []ploverScore{
		{"AGREE", 1, 2.5, nil, ""},
		{"CONSULT", 1, 2.5, map[string]float64{"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}, ""},
		{"SUPPORT", 1, 5, nil, ""},
		{"CONCEDE", 1, 4.5, nil, ""},
		{"COOPERATE", 2, 9.5, nil, ""},
		{"AID", 2, 10, nil, ""},
		{"RETREAT", 2, 6.5, map[string]float64{"withdraw": 8, "disarm": 10, "ceasefire": 7.5, "resign": 4.5}, "release access"},
		{"REQUEST", 3, 0, map[string]float64{"assist": .5, "change": -1, "yield": -1}, "meet"},
		{"ACCUSE", 3, -3, map[string]float64{"disapprove": -2, "investigate": -3.5, "allege": -3.5}, ""},
		{"REJECT", 3, -2, map[string]float64{"assist": -1.5}, "change yield meet"},
		{"THREATEN", 3, -3.5, map[string]float64{"restrict": -3, "territory": -4}, "arrest relations expel violence"},
		{"PROTEST", 4, -5, map[string]float64{"riot": -7, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5}, "demo strike vandalize"},
		{"SANCTION", 4, -6, map[string]float64{"expel": -5.5}, "convict withdraw discontinue"},
		{"MOBILIZE", 4, -5.5, map[string]float64{"troops": -6.5, "weapons": -6.5, "militia": -6}, "police"},
		{"COERCE", 4, -7, map[string]float64{"martial-law": -7.5, "censor": -6.5, "curfew": -6.5, "misinformation": -6.5}, "seize restrict arrest deport withhold cyber"},
		{"ASSAULT", 4, -9, map[string]float64{
			"beat": -7.5, "crowd-control": -7.5, "primitive": -8, "abduct": -8.5, "torture": -8.5, "sexual": -8.5, "destroy": -8.5,
			"targeted": -9.5, "suicide-attack": -9.5, "aerial": -9.5, "drone": -9.5, "heavy-weapons": -9.5, "unconventional": -10,
		}, "firearms explosives"},
	}
}

func scoreOf(kind string) ploverScore {
	all := ploverScores()
	i := slices.IndexFunc(all, func(s ploverScore) bool { return s.kind == kind })
	return all[max(i, 0)]
}

func quad(kind string) int { return scoreOf(kind).quad }

// scale is the score of the mode that lies farthest from zero, or else of the type.
func scale(kind string, modes []string) float64 {
	s := scoreOf(kind)
	best, found := s.score, false
	for _, m := range modes {
		x, ok := s.modes[m]
		if ok && (!found || cmp.Compare(max(x, -x), max(best, -best)) > 0) {
			best, found = x, true
		}
	}
	return best
}
