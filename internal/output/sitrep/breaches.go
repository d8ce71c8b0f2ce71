package sitrep

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// breaches groups by the clauses and zones that it goes against, if it happened as
// told, what is alleged. A happening that goes against several stands once.
func (d *desk) breaches() []Group {
	groups := []Group{}
	for _, e := range d.period() {
		var against []Against
		var tests []*record.ZoneTest
		for _, a := range d.Agreements {
			if d.agreement != nil && a.ID != d.agreement.ID {
				continue
			}
			for _, i := range d.Incidents {
				if i.Event == e.ID && i.Agreement == a.ID && i.Result == "alleged breach" && !i.Background {
					against, tests = append(against, clauseOf(a, string(i.Clause), i.ZoneTest)), append(tests, i.ZoneTest)
				}
			}
		}
		if len(against) > 0 {
			groups = d.group(groups, against, d.breach(e, tests))
		}
	}
	return groups
}

// allegations adds what is alleged, goes against no clause that is known, and stands
// nowhere else.
func (d *desk) allegations(groups []Group) []Group {
	for _, x := range d.Allegations {
		if e := d.Event(x.Event); d.told(e) && d.inScope(e) && d.news(e) && !d.listed[e.ID] {
			groups = d.group(groups, []Against{}, d.breach(e, nil))
		}
	}
	return groups
}

func (d *desk) group(groups []Group, against []Against, l Line) []Group {
	i := slices.IndexFunc(groups, func(o Group) bool { return slices.Equal(o.Against, against) })
	if i < 0 {
		i = len(groups)
		groups = append(groups, Group{Against: against})
	}
	groups[i].Lines = d.put(groups[i].Lines, l)
	return groups
}

func clauseOf(a record.Agreement, clause string, test *record.ZoneTest) Against {
	g := Against{Agreement: a.Name, Clause: clause}
	if i := slices.IndexFunc(a.Clauses, func(c record.Clause) bool { return c.ID == clause }); i >= 0 {
		g.Provides = a.Clauses[i].Text
	}
	if test != nil {
		g.Zone = test.Zone
	}
	return g
}

// breach tells of a happening with who alleges it, who denies it, and how it lies to
// the zones. Nothing is said of a zone without the margin.
func (d *desk) breach(e record.Event, tests []*record.ZoneTest) Line {
	l := d.line(e)
	l.Notes = []string{d.standing(e)}
	i := slices.IndexFunc(d.Allegations, func(x record.Allegation) bool { return x.Event == e.ID })
	denied := d.speakers(e.ID, "deny")
	if i < 0 {
		l.note("according to", d.people(d.speakers(e.ID, "assert")))
		l.note("silent", d.people(d.speakers(e.ID, "silent")))
	} else {
		x := d.Allegations[i]
		denied = record.Union(x.DeniedBy, denied...)
		l.note("alleged by", d.people(x.AllegedBy))
		l.note("acknowledged by", d.people(x.AcknowledgedBy))
		l.note("silent", d.people(x.Silent))
	}
	if len(denied) == 0 {
		l.Notes = append(l.Notes, "no denial read")
	}
	l.note("denied by", d.people(denied))
	for _, test := range tests {
		if test == nil {
			continue
		}
		where := "cannot be told whether in the zone"
		if test.Inside != nil && *test.Inside {
			where = "in the zone"
		} else if test.Inside != nil {
			where = "outside the zone"
		}
		l.note("zone "+test.Zone, fmt.Sprintf("%s, margin %g km", where, test.MarginKM))
	}
	l.Notes = slices.Compact(l.Notes)
	return l
}
