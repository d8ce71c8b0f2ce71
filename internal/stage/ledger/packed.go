package ledger

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/record"
)

// packed gathers what reports say of the agreements that packs know.
type packed struct {
	b     *book
	found map[int][]record.AgreementState // by pack
	knows map[[2]string]bool              // agreement and report: does the report know of its sides
}

func (b *book) packed() *packed {
	return &packed{b: b, found: map[int][]record.AgreementState{}, knows: map[[2]string]bool{}}
}

// took takes a happening in where a known agreement is meant, and reports whether it did.
func (p *packed) took(e record.Event) bool {
	hit := -1
	for _, m := range e.Mentions {
		if hit = p.match(e, m); hit >= 0 {
			break
		}
	}
	if hit < 0 {
		return false
	}
	whole := kindOf(e) != ""
	for _, m := range e.Mentions {
		if i := p.match(e, m); i == hit || whole && i < 0 {
			p.found[hit] = addState(p.found[hit], p.stateOf(hit, e, m))
		}
	}
	return true
}

// match finds the known agreement that one mention speaks of, or -1: by one of its
// names, by the place of a truce, or by its sides and its day. In all cases the
// report has to know of its sides.
func (p *packed) match(e record.Event, m record.EventMention) int {
	for i := range p.b.packs {
		a := &p.b.packs[i]
		if !p.knowsSides(a, m.Report) {
			continue
		}
		if p.alias(a, m) != nil || p.byPlace(a, e, m) || p.bySides(a, e, m) {
			return i
		}
	}
	return -1
}

// knowsSides reports whether a report mentions two sides of an agreement.
func (p *packed) knowsSides(a *agreement.Agreement, report string) bool {
	key := [2]string{a.ID, report}
	if known, asked := p.knows[key]; asked {
		return known
	}
	p.knows[key] = p.countsSides(a, report)
	return p.knows[key]
}

func (p *packed) countsSides(a *agreement.Agreement, report string) bool {
	seen := map[string]bool{}
	for _, m := range p.b.reports[report].Mentions {
		if side := p.b.party(a, string(m.Entity)); m.Entity != "" && side != nil {
			seen[side.ID] = true
		}
	}
	return len(seen) >= min(2, len(a.Parties))
}

// spoken is an alias in a sentence, with the words around it.
type spoken struct{ before, after string }

// alias finds the alias that a mention is part of, or that stands behind a mention
// of bringing something back.
func (p *packed) alias(a *agreement.Agreement, m record.EventMention) *spoken {
	sentence := p.b.sentence(m.Report, m.Start)
	list := agreement.Words(sentence)
	trigger := len(p.b.before(m))
	isKind := isAgreementWord(m)
	for _, hit := range a.Spoken(list) {
		from, to := list[hit[0]].Start, list[hit[1]].End
		if !yearFits(a, sentence[from:to], m) {
			continue
		}
		if isKind && from <= trigger && trigger < to || !isKind && trigger < from {
			return &spoken{sentence[:from], sentence[to:]}
		}
	}
	return nil
}

func isAgreementWord(m record.EventMention) bool {
	return slices.ContainsFunc(kindWords, func(k struct{ part, kind string }) bool { return strings.Contains(words(m), k.part) })
}

// yearFits refuses a name without a year where the mention has the year of another
// agreement.
func yearFits(a *agreement.Agreement, name string, m record.EventMention) bool {
	if len(m.Date) < 4 || m.Status != "occurred" || a.HasYear(string(m.Date[:4])) {
		return true
	}
	return strings.ContainsAny(name, "0123456789")
}

// truceWindow is how many days before a truce begins, and after it ends, reports
// still speak of it as of today's.
const truceWindow = 14

// currentFor is how many days a truce without an end is spoken of without its date.
const currentFor = 400

func (p *packed) byPlace(a *agreement.Agreement, e record.Event, m record.EventMention) bool {
	if a.Kind != "ceasefire" || len(a.Places) == 0 || !slices.ContainsFunc(kindWords, func(k struct{ part, kind string }) bool {
		return k.kind == "ceasefire" && strings.Contains(words(m), k.part)
	}) {
		return false
	}
	place := m.Place
	if place == "" {
		place = e.Place
	}
	i := slices.IndexFunc(p.b.r.Places, func(x record.Place) bool { return x.ID == string(place) })
	if i < 0 || !a.AtPlace(append([]string{p.b.r.Places[i].Name}, p.b.r.Places[i].Aliases...)...) {
		return false
	}
	day, ok := calendar.Parse(string(m.Date))
	if !ok {
		day, ok = calendar.Parse(string(p.b.reports[m.Report].Published.Date))
	}
	if !ok {
		return false
	}
	last := addDays(a.Start(), currentFor)
	if a.Ends != "" {
		last = addDays(a.Ends, truceWindow)
	}
	return day.Overlaps(calendar.Interval{First: addDays(a.Start(), -truceWindow), Last: last})
}

func addDays(day string, n int) string {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format("2006-01-02")
}

// bySides reports whether a mention has all sides of an agreement, and no others,
// and a day on which it was signed or entered into force.
func (p *packed) bySides(a *agreement.Agreement, e record.Event, m record.EventMention) bool {
	day, ok := calendar.Parse(string(m.Date))
	if !ok || day.Days() != 1 || m.Status != "occurred" || kindOf(e) == "" {
		return false
	}
	first := a.Start()
	if a.Signed != "" {
		first = a.Signed
	}
	if !day.Overlaps(calendar.Interval{First: first, Last: a.Start()}) {
		return false
	}
	sides := map[string]bool{}
	for _, id := range p.b.parties(e.Actors...) {
		side := p.b.party(a, id)
		if side == nil {
			return false
		}
		sides[side.ID] = true
	}
	return len(sides) == len(a.Parties)
}

// stateCues tell how an agreement stands by the words before or behind its name.
// The first that fits is taken.
var stateCues = []struct {
	state         string
	before, after *regexp.Regexp
}{
	{
		"reactivated",
		regexp.MustCompile(`(?i)\b(?:have|has|had) (?:reactivated|restored|revived|reinstated|renewed)\W+(?:\S+\s+){0,3}$`), nil,
	},
	{
		"reactivation proposed",
		regexp.MustCompile(`(?i)\b(?:re-?activat\w+|restor\w+|reviv\w+|re-?instat\w+|re-?establish\w+|renew\w*|return(?:s|ed|ing)?\s+to|go(?:ing)?\s+back\s+to)\W+(?:\S+\s+){0,3}$`), nil,
	},
	{
		"enforcement demanded",
		regexp.MustCompile(`(?i)\b(?:enforc(?:e|ing|ement\s+of)|implement(?:ing|ation\s+of)?|adher(?:e|ing|ence)\s+to|abid(?:e|ing)\s+by|comply(?:ing)?\s+with)\W+(?:\S+\s+){0,3}$`), nil,
	},
	{
		"breach alleged",
		regexp.MustCompile(`(?i)\b(?:violat\w+|breach\w*|br(?:eak|oke|oken|eaking))\W+(?:of\W+)?(?:\S+\s+){0,3}$`),
		regexp.MustCompile(`(?i)^\W*(?:was\s+|had\s+been\s+|has\s+been\s+)?(?:violat\w+|breach\w*|broken)\b`),
	},
	{
		"void",
		regexp.MustCompile(`(?i)\b(?:collapse|end|breakdown)\s+of\W+(?:\S+\s+){0,3}$`),
		regexp.MustCompile(`(?i)^\W*(?:(?:to\s+be|is|was|are|were|as|had|has|have|been|now|considered|declared|null\s+and)\s+){0,4}(?:void|dead|over|collapsed|defunct|invalid|no\s+longer\s+(?:valid|in\s+force|binding))\b`),
	},
	{
		"suspended", regexp.MustCompile(`(?i)\bsuspen(?:d\w*|sion\s+of)\W+(?:\S+\s+){0,3}$`),
		regexp.MustCompile(`(?i)^\W*(?:(?:is|was|had|has|have|been)\s+){0,2}suspended\b`),
	},
	{
		"lapsed", nil, regexp.MustCompile(`(?i)^\W*(?:(?:had|has|have)\s+)?(?:lapsed|expired|ran\s+out)\b`),
	},
	{
		"extended", regexp.MustCompile(`(?i)\bexten(?:d(?:ed|s)?|sion\s+of)\W+(?:\S+\s+){0,3}$`),
		regexp.MustCompile(`(?i)^\W*(?:(?:is|was|had|has|have|been)\s+){0,2}extended\b`),
	},
	{
		"in force",
		regexp.MustCompile(`(?i)\b(?:call(?:ed|s|ing)?|welcom\w+|hail\w+|prais\w+|laud\w+|applaud\w+|monitor\w*|observ\w+|uphold\w*|upheld|respect\w*)\s+(?:the|its|this|that)\s+(?:\S+\s+){0,2}$`), nil,
	},
}

// stateInWords reads the state of an agreement from the words around its name; ""
// where they tell none.
func stateInWords(before, after string) string {
	for _, c := range stateCues {
		if c.before != nil && c.before.MatchString(before) || c.after != nil && c.after.MatchString(after) {
			return c.state
		}
	}
	return ""
}

// stateOf is how one mention has a known agreement stand, since when. The day of an
// agreement is that of its state only where it was made or came into force.
func (p *packed) stateOf(pack int, e record.Event, m record.EventMention) record.AgreementState {
	before, after := p.b.before(m), p.b.after(m)
	if hit := p.alias(&p.b.packs[pack], m); hit != nil {
		before, after = hit.before, hit.after
	}
	s := record.AgreementState{State: stateInWords(before, after), AccordingTo: slices.Clone(m.AccordingTo), Reports: []string{m.Report}}
	switch {
	case s.State == "in force":
		s.Since = m.Date
	case s.State != "":
		s.Since = p.talkDate(m)
	default:
		s.State, s.Since = stateOf(record.Event{Status: m.Status}), m.Date
	}
	return s
}

// talkDate is the day of the talks that the same sentence tells of, if any.
func (p *packed) talkDate(m record.EventMention) record.Nullable {
	for _, k := range p.b.told[p.b.at(m.Report, m.Start)] {
		if o := p.b.r.Events[k]; o.Type == "CONSULT" && o.Date != "" {
			return o.Date
		}
	}
	return ""
}

// entries writes every known agreement that reports speak of.
func (p *packed) entries() []record.Agreement {
	var out []record.Agreement
	for i := range p.b.packs {
		if len(p.found[i]) > 0 {
			out = append(out, p.entry(&p.b.packs[i], p.found[i]))
			p.b.zonePlaces(&p.b.packs[i])
		}
	}
	return out
}

func (p *packed) entry(a *agreement.Agreement, states []record.AgreementState) record.Agreement {
	out := record.Agreement{
		ID: a.ID, Name: a.Name, Kind: a.Kind, Parties: p.listed(a.Parties), Mediators: p.listed(a.Mediators), Guarantors: p.listed(a.Guarantors),
		Date: record.Nullable(a.Start()), Status: states,
	}
	for _, c := range a.Clauses {
		out.Clauses = append(out.Clauses, record.Clause{ID: c.ID, Kind: c.Kind, Text: c.Text, Binds: c.Binds, Zone: record.Nullable(c.Zone)})
	}
	for _, z := range a.Zones {
		out.Zones = append(out.Zones, z.ID)
	}
	slices.SortStableFunc(out.Status, func(x, y record.AgreementState) int {
		return strings.Compare(order(x), order(y))
	})
	return out
}

// order puts the founding of an agreement first, and what is said of it by day.
func order(s record.AgreementState) string {
	if s.State == "agreed" {
		return "0 " + string(s.Since)
	}
	return "1 " + string(s.Since) + " " + s.State
}

// listed writes the IDs of parties, and adds to the actors of the record those that
// no report mentions, so that the record names whom an agreement binds.
func (p *packed) listed(parties []agreement.Party) []string {
	var out []string
	for _, x := range parties {
		if p.b.actors[x.ID] == nil {
			p.b.r.Actors = append(p.b.r.Actors, record.Actor{ID: x.ID, Name: x.Name, Kind: x.Kind})
			p.b.actors[x.ID] = &p.b.r.Actors[len(p.b.r.Actors)-1]
		}
		out = append(out, x.ID)
	}
	return out
}
