package sitrep

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// breaches groups by agreement, clause and zone what, if it happened as told, goes
// against a clause; and what is alleged without a clause that is known.
func (d *desk) breaches() []Group {
	groups := []Group{}
	put := func(g Group, l Line) {
		i := slices.IndexFunc(groups, func(o Group) bool {
			return o.Agreement == g.Agreement && o.Clause == g.Clause && o.Zone == g.Zone
		})
		if i < 0 {
			i = len(groups)
			groups = append(groups, g)
		}
		groups[i].Lines = append(groups[i].Lines, l)
	}
	for _, a := range d.Agreements {
		if d.agreement != nil && a.ID != d.agreement.ID {
			continue
		}
		for _, i := range d.Incidents {
			e := d.Event(i.Event)
			if i.Agreement == a.ID && i.Result == "alleged breach" && !i.Background && d.told(e) {
				put(group(a, string(i.Clause), i.ZoneTest), d.breach(e, i.ZoneTest))
			}
		}
	}
	for _, x := range d.Allegations {
		e := d.Event(x.Event)
		held := slices.ContainsFunc(d.Incidents, func(i record.Incident) bool { return i.Event == e.ID && i.Result == "alleged breach" })
		if !held && d.told(e) && d.inScope(e) && d.news(e) {
			put(Group{}, d.breach(e, nil))
		}
	}
	return groups
}

func group(a record.Agreement, clause string, test *record.ZoneTest) Group {
	g := Group{Agreement: a.Name, Clause: clause}
	if i := slices.IndexFunc(a.Clauses, func(c record.Clause) bool { return c.ID == clause }); i >= 0 {
		g.Provides = a.Clauses[i].Text
	}
	if test != nil {
		g.Zone = test.Zone
	}
	return g
}

// breach tells of a happening with who alleges it, who denies it, and how it lies to
// the zone. Nothing is said of a zone without the margin.
func (d *desk) breach(e record.Event, test *record.ZoneTest) Line {
	l := d.line(e)
	l.Notes = []string{d.standing(e)}
	i := slices.IndexFunc(d.Allegations, func(x record.Allegation) bool { return x.Event == e.ID })
	denied := d.speakers(e.ID, "deny")
	if i < 0 {
		l.note("according to", d.Names(d.speakers(e.ID, "assert")))
		l.note("silent", d.Names(d.speakers(e.ID, "silent")))
	} else {
		x := d.Allegations[i]
		denied = union(x.DeniedBy, denied)
		l.note("alleged by", d.Names(x.AllegedBy))
		l.note("acknowledged by", d.Names(x.AcknowledgedBy))
		l.note("silent", d.Names(x.Silent))
	}
	if len(denied) == 0 {
		l.Notes = append(l.Notes, "no denial in the reports read")
	}
	l.note("denied by", d.Names(denied))
	if test != nil {
		where := "cannot be told whether in the zone"
		if test.Inside != nil && *test.Inside {
			where = "in the zone"
		} else if test.Inside != nil {
			where = "outside the zone"
		}
		l.note("zone "+test.Zone, fmt.Sprintf("%s, margin %g km", where, test.MarginKM))
	}
	return l
}

func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
