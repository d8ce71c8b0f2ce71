package agreements

import (
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// packed gathers what reports say of the agreements that packs know.
type packed struct {
	b     *rows
	found map[int]*record.Agreement     // by pack: what reports say
	knows abreast.Memo[[2]string, bool] // agreement and report: does the report know of its sides
}

func (b *rows) packed() *packed {
	return &packed{b: b, found: map[int]*record.Agreement{}}
}

// meant are the known agreements that the mentions of a happening speak of, each by its
// place among the packs, or -1.
func (p *packed) meant(e record.Event) []int {
	out := make([]int, len(e.Mentions))
	for k, m := range e.Mentions {
		out[k] = p.match(e, m)
	}
	return out
}

// took takes a happening in where a known agreement is meant, and reports whether it did.
// Its mentions may be of several agreements; those that name none go with most others.
func (p *packed) took(t candidate) bool {
	votes, most := map[int]int{}, -1
	for _, i := range t.meant {
		if votes[i]++; i >= 0 && (most < 0 || votes[i] > votes[most]) {
			most = i
		}
	}
	if most < 0 {
		return false
	}
	for k, m := range t.event.Mentions {
		i := t.meant[k]
		if i < 0 && t.kind != "" {
			i = most
		}
		if i < 0 {
			continue
		}
		if p.found[i] == nil {
			p.found[i] = &record.Agreement{Kind: p.b.Packs[i].Kind}
		}
		before, after := p.around(i, m)
		p.found[i].Status = addState(p.found[i].Status, p.b.stateOf(m, before, after))
		p.b.provides(p.found[i], m, after)
	}
	return true
}

// match finds the known agreement that one mention speaks of, or -1: by one of its
// names, by the place of a truce at its time, or by its sides and its day. For all but
// the place the report has to know of its sides.
func (p *packed) match(e record.Event, m record.EventMention) int {
	for i := range p.b.Packs {
		a := &p.b.Packs[i]
		if p.byPlace(a, e, m) || p.knowsSides(a, m.Report) && (p.alias(a, m) != nil || p.bySides(a, e, m)) {
			return i
		}
	}
	return -1
}

// knowsSides reports whether a report mentions two sides of an agreement.
func (p *packed) knowsSides(a *agreement.Agreement, report string) bool {
	return p.knows.Of([2]string{a.ID, report}, func() bool { return p.countsSides(a, report) })
}

func (p *packed) countsSides(a *agreement.Agreement, report string) bool {
	seen := map[string]bool{}
	for _, m := range p.b.Reports[report].Mentions {
		if side := p.b.Party(a, string(m.Entity)); m.Entity != "" && side != nil {
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
	sentence := p.b.Sentence(m.Report, m.Start)
	list := agreement.Words(sentence)
	trigger := len(p.b.Before(m))
	isKind := p.b.kindOfMention(m) != ""
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

// yearFits refuses a name without a year where the mention has the year of another
// agreement.
func yearFits(a *agreement.Agreement, name string, m record.EventMention) bool {
	if len(m.Date) < 4 || m.Status != "occurred" || !book.OwnDate(m) || a.HasYear(string(m.Date[:4])) {
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
	if a.Kind != "ceasefire" || len(a.Places) == 0 || p.b.kindOfMention(m) != "ceasefire" {
		return false
	}
	place := m.Place
	if place == "" {
		place = e.Place
	}
	at := p.b.Place(string(place))
	if at == nil || !a.AtPlace(append([]string{at.Name}, at.Aliases...)...) {
		return false
	}
	day, ok := calendar.Parse(string(m.Date))
	if !ok {
		day, ok = calendar.Parse(string(p.b.Reports[m.Report].Published.Date))
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
	if !ok || day.Days() != 1 || m.Status != "occurred" || p.b.kindOf(e) == "" {
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
	for _, id := range p.b.Parties(e.Actors...) {
		side := p.b.Party(a, id)
		if side == nil {
			return false
		}
		sides[side.ID] = true
	}
	return len(sides) == len(a.Parties)
}

// around returns the words before and behind the name of an agreement, where a mention
// is part of it, or else before and behind the mention.
func (p *packed) around(pack int, m record.EventMention) (before, after string) {
	if hit := p.alias(&p.b.Packs[pack], m); hit != nil {
		return hit.before, hit.after
	}
	return p.b.Before(m), p.b.After(m)
}

// period is the time for which an agreement of a pack is to hold, where it has an end.
func period(a *agreement.Agreement) record.Nullable {
	if a.Ends == "" {
		return ""
	}
	return record.Nullable(calendar.Interval{First: a.Start(), Last: a.Ends}.Format())
}

// entries writes every known agreement that reports speak of.
func (p *packed) entries() []record.Agreement {
	var out []record.Agreement
	for i := range p.b.Packs {
		if p.found[i] != nil {
			out = append(out, p.entry(&p.b.Packs[i], p.found[i]))
			p.b.zonePlaces(&p.b.Packs[i])
		}
	}
	return out
}

func (p *packed) entry(a *agreement.Agreement, told *record.Agreement) record.Agreement {
	out := record.Agreement{
		ID: a.ID, Name: a.Name, Kind: a.Kind, Parties: p.listed(a.Parties), Mediators: p.listed(a.Mediators), Guarantors: p.listed(a.Guarantors),
		Date: record.Nullable(a.Start()), Status: told.Status, Terms: told.Terms, Period: period(a), Basis: "pack", Monitors: p.listed(a.Monitors),
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
		if p.b.Actors[x.ID] == nil {
			p.b.R.Actors = append(p.b.R.Actors, record.Actor{ID: x.ID, Name: x.Name, Kind: x.Kind})
			p.b.Actors[x.ID] = &p.b.R.Actors[len(p.b.R.Actors)-1]
		}
		out = append(out, x.ID)
	}
	return out
}
