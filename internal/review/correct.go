package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// correct gives a claim other values.
func (l *layer) correct(fingerprint string, set map[string][]Value) Outcome {
	i, ok := l.live[fingerprint]
	if !ok {
		return lost("the claim no longer arises as it was")
	}
	c := l.claims[i]
	if err := CheckCorrection(c.Kind, set); err != nil {
		return lost("%s", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	values := map[string][]string{}
	for _, field := range slices.Sorted(maps.Keys(set)) {
		values[field] = []string{}
		for _, v := range set[field] {
			id, found := l.resolve(field, v)
			if !found {
				return lost("nobody and nothing called %q is in this reading", cmp.Or(v.Name, v.ID))
			}
			values[field] = append(values[field], id)
		}
	}
	switch c.Kind {
	case Told:
		return l.correctTold(c, values)
	case Stated:
		return l.correctStated(c, values)
	case Counted:
		return l.correctCounted(c, values)
	}
	return lost("the claim is of no known kind")
}

// resolve finds whom a value means: by ID, what it was merged into, or its name.
func (l *layer) resolve(field string, v Value) (id string, ok bool) {
	if !Names(field) {
		return v.ID, true
	}
	id = v.ID
	for range l.gone {
		to, merged := l.gone[id]
		if !merged {
			break
		}
		id = to
	}
	look := findPlace
	if actorField(field) {
		look = findActor
	}
	found, ok := look(l.r, id, v.Name)
	return found.ID, ok
}

// find looks for an actor or a place by its ID, else by its name, else by a spelling.
func find[T any](all []T, id, name string, of func(T) (id, name string, aliases []string)) (Value, bool) {
	var byName, byAlias Value
	folded := translit.Fold(name)
	for _, x := range all {
		xid, xname, aliases := of(x)
		switch {
		case xid == id:
			return Value{xid, xname}, true
		case folded == "":
		case byName.ID == "" && translit.Fold(xname) == folded:
			byName = Value{xid, xname}
		case byAlias.ID == "" && slices.ContainsFunc(aliases, func(a string) bool { return translit.Fold(a) == folded }):
			byAlias = Value{xid, xname}
		}
	}
	found := cmp.Or(byName, byAlias)
	return found, found.ID != ""
}

func findActor(r record.Record, id, name string) (Value, bool) {
	return find(r.Actors, id, name, func(a record.Actor) (string, string, []string) { return a.ID, a.Name, a.Aliases })
}

func findPlace(r record.Record, id, name string) (Value, bool) {
	return find(r.Places, id, name, func(p record.Place) (string, string, []string) { return p.ID, p.Name, p.Aliases })
}

// FindActor looks for an actor of a record by its ID, name or a spelling.
func FindActor(r record.Record, words string) (Value, bool) { return findActor(r, words, words) }

// FindPlace looks for a place of a record by its ID, name or a spelling.
func FindPlace(r record.Record, words string) (Value, bool) { return findPlace(r, words, words) }

// correctTold changes what a mention says, with the mentions that repeat it, and what
// its happening takes from them.
func (l *layer) correctTold(c Claim, values map[string][]string) Outcome {
	mentions := l.mentionsOf(c)
	if len(mentions) == 0 {
		return lost("the mention is no longer there")
	}
	effect := Already
	fields := slices.Sorted(maps.Keys(values))
	for _, m := range mentions {
		for _, field := range fields {
			before := strings.Join(valuesOf(m, field), ", ")
			put(m, field, values[field])
			at := m.Ref()
			if l.fixed[at] == nil {
				l.fixed[at] = map[string]int{}
			}
			l.fixed[at][field] = l.turn
			if after := strings.Join(valuesOf(m, field), ", "); after != before {
				effect = Applied
				why := l.reason(fmt.Sprintf("%s was %q", field, before))
				why.Rule += "." + field
				m.Why = append(m.Why, why)
			}
		}
	}
	e := l.at[c.Event]
	l.recount(e, fields...)
	l.changed(e)
	return Outcome{Effect: effect}
}

// valuesOf are the values of a field of a mention.
func valuesOf(m *record.EventMention, field string) []string {
	one := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	switch field {
	case fieldType:
		return one(m.Type)
	case fieldStatus:
		return one(m.Status)
	case fieldPlace:
		return one(string(m.Place))
	case fieldDate:
		return one(string(m.Date))
	}
	if list := listOf(m, field); list != nil {
		return *list
	}
	return nil
}

// listOf is the list that a field of a mention is, or nil.
func listOf(m *record.EventMention, field string) *[]string {
	switch field {
	case fieldMode:
		return &m.Mode
	case fieldActors:
		return &m.Actors
	case fieldRecipients:
		return &m.Recipients
	case fieldMediators:
		return &m.Mediators
	}
	return nil
}

func put(m *record.EventMention, field string, values []string) {
	first := strings.Join(values[:min(1, len(values))], "")
	switch field {
	case fieldType:
		m.Type = first
	case fieldStatus:
		m.Status = first
	case fieldPlace:
		m.Place = record.Nullable(first)
	case fieldDate:
		m.Date = record.Nullable(first)
	default:
		if list := listOf(m, field); list != nil {
			*list = union(values)
		}
	}
}

func (l *layer) correctStated(c Claim, values map[string][]string) Outcome {
	i := slices.IndexFunc(l.r.Statements, func(s record.Statement) bool { return s.ID == c.key })
	if i < 0 {
		return lost("the statement is no longer there")
	}
	s := &l.r.Statements[i]
	before := fmt.Sprint(s.Stance, s.Source)
	old := record.Statement{Stance: s.Stance, Source: slices.Clone(s.Source)}
	if v, ok := values[fieldStance]; ok {
		s.Stance = v[0]
	}
	if v, ok := values[fieldSource]; ok {
		s.Source = v
	}
	for _, id := range s.About {
		if e := l.at[id]; e != nil {
			l.answers(e, old, *s)
			l.changed(e)
		}
	}
	if fmt.Sprint(s.Stance, s.Source) == before {
		return Outcome{Effect: Already}
	}
	return Outcome{Effect: Applied}
}

// answers takes a corrected statement over into what the ledger says of a happening:
// who denies it, and how it stands.
func (l *layer) answers(e *record.Event, old, now record.Statement) {
	swap := func(list []string) []string {
		if old.Stance == "deny" {
			list = without(list, speaker(old))
		}
		if now.Stance == "deny" {
			list = union(list, speaker(now))
		}
		return list
	}
	for i := range l.r.Allegations {
		a := &l.r.Allegations[i]
		if a.Event != e.ID {
			continue
		}
		a.DeniedBy = swap(a.DeniedBy)
		switch {
		case a.Result == "denied" && len(a.DeniedBy) == 0:
			a.Result = "alleged"
		case a.Result == "alleged" && len(a.DeniedBy) > 0:
			a.Result = "denied"
		}
		for j := range a.Answers {
			x := &a.Answers[j]
			if x.Report == now.Report && x.Start <= now.Start && now.Start < max(x.End, x.Start+1) {
				x.Stance, x.By = now.Stance, speaker(now)
			}
		}
	}
	for i := range l.r.Talks {
		if t := &l.r.Talks[i]; t.Event == e.ID {
			t.DeniedBy = swap(t.DeniedBy)
		}
	}
	l.standing(e)
}

// speaker is the one whose words a statement gives.
func speaker(s record.Statement) []string { return s.Source[:min(1, len(s.Source))] }

func (l *layer) correctCounted(c Claim, values map[string][]string) Outcome {
	i := slices.IndexFunc(l.r.Figures, func(f record.Figure) bool {
		return f.Report == c.Report && f.Start == c.Start && f.End == c.End && f.Measure == c.key
	})
	if i < 0 {
		return lost("the count is no longer there")
	}
	before := l.r.Figures[i]
	now, why := l.recounted(before, values)
	if why != "" {
		return lost("%s", why)
	}
	l.r.Figures[i] = now
	for j := range l.claims {
		if l.claims[j].Fingerprint == c.Fingerprint {
			l.claims[j].key = now.Measure
		}
	}
	l.retoll(before, now)
	if e := l.at[string(now.Event)]; e != nil {
		l.changed(e)
	}
	if figureText(before) == figureText(now) {
		return Outcome{Effect: Already}
	}
	return Outcome{Effect: Applied}
}

// recounted is a count with other values, or why it cannot have them.
func (l *layer) recounted(f record.Figure, values map[string][]string) (record.Figure, string) {
	bound := func(field string, old *int) *int {
		v, ok := values[field]
		switch {
		case !ok:
			return old
		case len(v) == 0:
			return nil
		}
		return number([]Value{{ID: v[0]}})
	}
	f.Min, f.Max = bound(fieldMin, f.Min), bound(fieldMax, f.Max)
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		return f, "the least would be more than the most"
	}
	if v, ok := values[fieldBy]; ok {
		f.By = union(v)
	}
	if v, ok := values[fieldAsOf]; ok {
		f.AsOf = record.Nullable(strings.Join(v, ""))
	}
	v, ok := values[fieldMeasure]
	if !ok || v[0] == f.Measure {
		return f, ""
	}
	f.Measure = v[0]
	if slices.ContainsFunc(l.r.Figures, func(g record.Figure) bool {
		return g.Report == f.Report && g.Start == f.Start && g.End == f.End && g.Measure == f.Measure
	}) {
		return f, "the same words are counted as " + f.Measure + " already"
	}
	return f, ""
}

func figureText(f record.Figure) string {
	bound := func(n *int) string {
		if n == nil {
			return "open"
		}
		return fmt.Sprint(*n)
	}
	return fmt.Sprint(f.Measure, bound(f.Min), bound(f.Max), f.By, f.AsOf)
}

// Values are what a claim of the record has in each field that can be corrected, as it
// now is; IDs stand for actors and places.
func (laid Laid) Values(c Claim) map[string][]string {
	switch c.Kind {
	case Told:
		return laid.toldValues(c)
	case Stated:
		for _, s := range laid.Record.Statements {
			if s.ID == c.key {
				return map[string][]string{fieldStance: {s.Stance}, fieldSource: s.Source}
			}
		}
	case Counted:
		for _, f := range laid.Record.Figures {
			if f.Report == c.Report && f.Start == c.Start && f.End == c.End && f.Measure == c.key {
				return figureValues(f)
			}
		}
	}
	return map[string][]string{}
}

func (laid Laid) toldValues(c Claim) map[string][]string {
	out := map[string][]string{}
	i := slices.IndexFunc(laid.Record.Events, func(e record.Event) bool { return e.ID == c.Event })
	if i < 0 {
		return out
	}
	for _, m := range laid.Record.Events[i].Mentions {
		if m.Report == c.Report && m.Start == c.Start {
			for _, field := range Fields(Told) {
				out[field] = valuesOf(&m, field)
			}
		}
	}
	return out
}

func figureValues(f record.Figure) map[string][]string {
	out := map[string][]string{fieldMeasure: {f.Measure}, fieldBy: f.By}
	for field, n := range map[string]*int{fieldMin: f.Min, fieldMax: f.Max} {
		if n != nil {
			out[field] = []string{fmt.Sprint(*n)}
		}
	}
	if f.AsOf != "" {
		out[fieldAsOf] = []string{string(f.AsOf)}
	}
	return out
}
