// Package resolve says who and what the mentions of a set of reports are: one
// actor and one place per real one, across spellings, titles and descriptions.
//
// Names are joined by spelling (internal/base/translit), by the packs of bodies
// and states, and by surname where it is one person's. Descriptions stand for the
// state, army or office-holder they describe, or for an unnamed actor of their
// own. Nothing depends on the order of the reports.
package resolve

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch"
)

// document is one report with its claims while it is resolved.
type document struct {
	reading trucewatch.Reading
	claims  trucewatch.Claims
	names   map[int][]int // named mentions by sentence
	inOrder []int         // all mentions by position
	dyad    []string      // the two states that "both sides" means
	home    *land         // the land most places of the report lie in

	landmarks *landmarks // where it speaks of lands, once asked for
	phrases   []*phrase  // of each mention, once asked for
}

// work is the state of one run of Resolve.
type work struct {
	rules    *Rules
	clusters clusters
	offices  map[office]*tenure
	why      map[mentionOf]trucewatch.Reason // why a description stands for a person
	actors   map[string]*trucewatch.Actor
	aliases  map[string]map[string]bool
	areas    map[string]*trucewatch.Place // places described without a name
	located  map[string]string            // row of a gazetteer to the named place that it is
	surnames map[string][]*cluster        // persons by the last words of their names, once asked for
}

// Resolve identifies every mention. readings[i] and claims[i] are of one report.
func (r *Rules) Resolve(readings []trucewatch.Reading, claims []trucewatch.Claims) trucewatch.Identities {
	w := &work{
		rules: r, clusters: r.cluster(readings), offices: map[office]*tenure{},
		why: map[mentionOf]trucewatch.Reason{}, actors: map[string]*trucewatch.Actor{}, aliases: map[string]map[string]bool{}, areas: map[string]*trucewatch.Place{},
		located: map[string]string{},
	}
	for _, c := range w.clusters.all {
		if c.kind == trucewatch.PlaceKind && c.place != nil && c.land == nil {
			w.located[c.place.Source+" "+c.place.ID] = c.id
		}
	}
	var docs []*document
	for i := range readings {
		docs = append(docs, w.open(readings[i], claims[i]))
	}
	slices.SortFunc(docs, func(a, b *document) int { return cmp.Compare(a.reading.Report.ID, b.reading.Report.ID) })
	w.register()
	for _, d := range docs {
		w.readOffices(d)
	}
	out := trucewatch.Identities{Reports: map[string]trucewatch.ReportIdentities{}}
	for _, d := range docs {
		out.Reports[d.reading.Report.ID] = w.identities(d)
	}
	out.Actors, out.Places = w.list()
	return out
}

func (w *work) open(reading trucewatch.Reading, claims trucewatch.Claims) *document {
	d := &document{reading: reading, claims: claims, names: map[int][]int{}}
	count := map[string]int{}
	for m := range claims.Mentions {
		d.inOrder = append(d.inOrder, m)
	}
	slices.SortStableFunc(d.inOrder, func(a, b int) int { return cmp.Compare(claims.Mentions[a].Start, claims.Mentions[b].Start) })
	for m, mention := range claims.Mentions {
		if !mention.Named {
			continue
		}
		d.names[mention.Sentence] = append(d.names[mention.Sentence], m)
		if mention.Kind != trucewatch.PlaceKind && mention.Kind != trucewatch.People {
			continue
		}
		if l := w.rules.lands.named(mention.Of(reading.Report.Text), true); l != nil {
			count[l.id]++
		}
	}
	ids := make([]string, 0, len(count))
	for id := range count {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		if n := cmp.Compare(count[b], count[a]); n != 0 {
			return n
		}
		return cmp.Compare(a, b)
	})
	d.home = w.homeOf(d, count)
	if len(ids) >= 2 {
		d.dyad = slices.Sorted(slices.Values(ids[:2]))
	}
	return d
}

// homeOf returns the land a report is set in, or nil: of the lands it speaks of
// the one with most towns and provinces in it, then the one most spoken of.
func (w *work) homeOf(d *document, count map[string]int) *land {
	inside := map[*land]int{}
	lands := map[*land]bool{}
	for _, mention := range d.claims.Mentions {
		if !mention.Named || mention.Kind != trucewatch.PlaceKind {
			continue
		}
		words := mention.Of(d.reading.Report.Text)
		if l := w.rules.lands.byCity[bare(words)]; l != nil {
			inside[l]++
			lands[l] = true
		} else if l := w.rules.lands.named(words, true); l != nil {
			lands[l] = true
		}
	}
	var best *land
	for l := range lands {
		if best == nil || cmp.Or(cmp.Compare(inside[l], inside[best]), cmp.Compare(count[l.id], count[best.id]), cmp.Compare(best.id, l.id)) > 0 {
			best = l
		}
	}
	return best
}

// register makes an actor of every named cluster but places, which act only
// where a claim says so.
func (w *work) register() {
	for _, c := range w.clusters.all {
		if c.kind == trucewatch.PlaceKind {
			continue
		}
		for _, f := range c.forms {
			w.actor(c.id, c.name, c.kind, "", f.text)
		}
		w.actors[c.id].Named = true
		w.actors[c.id].Why = c.why
	}
}

// actor makes sure that an actor exists, and notes one more of its forms.
func (w *work) actor(id, name string, kind trucewatch.MentionKind, parent, alias string) string {
	a := w.actors[id]
	if a == nil {
		a = &trucewatch.Actor{ID: id, Name: name, Kind: kind, Parent: parent, Named: kind == trucewatch.StateKind}
		w.actors[id] = a
		w.aliases[id] = map[string]bool{}
	}
	if a.Name > name && a.Kind == kind && w.clusterOf(id) == nil {
		a.Name = name // descriptions spelt differently: the first in order
	}
	w.aliases[id][alias] = true
	return id
}

func (w *work) clusterOf(id string) *cluster { return w.clusters.byID[id] }

// nameOf returns the id of a named mention, or "".
func (w *work) nameOf(d *document, m int) string {
	mention := d.claims.Mentions[m]
	if !mention.Named {
		return ""
	}
	c := w.clusters.of(mention.Kind, mention.Of(d.reading.Report.Text))
	if c == nil {
		return ""
	}
	return c.id
}

// acts returns who acts where the mention takes part in a claim.
func (w *work) acts(d *document, m, depth int) []string {
	mention := d.claims.Mentions[m]
	if !mention.Named {
		ids, _ := w.describe(d, m, depth)
		return ids
	}
	id := w.nameOf(d, m)
	if id == "" {
		return nil
	}
	text := mention.Of(d.reading.Report.Text)
	if mention.Kind == trucewatch.Person || mention.Kind == trucewatch.Organization {
		return []string{id}
	}
	l := w.rules.lands.named(text, true)
	if l == nil {
		l = w.rules.epithet[bare(text)]
	}
	if l != nil {
		return []string{w.actor(l.id, l.name, trucewatch.StateKind, "", text)}
	}
	if mention.Kind == trucewatch.PlaceKind {
		id = "actor-" + id // a place that is no state has an id of its own where it acts
	}
	return []string{w.actor(id, text, mention.Kind, "", text)}
}

func (w *work) identities(d *document) trucewatch.ReportIdentities {
	taking := takingPart(d.claims)
	n := len(d.claims.Mentions)
	out := trucewatch.ReportIdentities{Names: make([]string, n), Acts: make([][]string, n), Why: make([][]trucewatch.Reason, n)}
	for m, mention := range d.claims.Mentions {
		out.Names[m] = w.nameOf(d, m)
		if !mention.Named && mention.Kind == trucewatch.PlaceKind {
			out.Names[m] = w.area(d, m)
		}
		if !taking[m] {
			continue
		}
		out.Acts[m] = w.acts(d, m, 0)
		for _, id := range out.Acts[m] {
			w.note(d, id, m, len(out.Acts[m]) == 1)
		}
		if why, ok := w.why[mentionOf{d.reading.Report.ID, m}]; ok {
			out.Why[m] = append(out.Why[m], why)
		}
		if !mention.Named && mention.Kind != trucewatch.PlaceKind && len(out.Acts[m]) == 1 {
			out.Names[m] = out.Acts[m][0]
		}
	}
	return out
}

// note makes sure that a state that acts is listed, and keeps the words of a
// description as a form of the one actor it stands for.
func (w *work) note(d *document, id string, m int, one bool) {
	mention := d.claims.Mentions[m]
	p := w.take(d, m)
	if w.actors[id] == nil {
		for _, l := range w.rules.lands.byName {
			if l.id == id {
				w.actor(id, l.name, trucewatch.StateKind, "", l.name)
				break
			}
		}
	}
	if one && !p.pronoun && mention.Antecedent < 0 && w.aliases[id] != nil {
		w.aliases[id][p.text] = true
	}
}

// takingPart marks the mentions that a claim refers to, and their antecedents.
func takingPart(c trucewatch.Claims) map[int]bool {
	out := map[int]bool{}
	mark := func(list []int) {
		for _, m := range list {
			out[m] = true
		}
	}
	for _, e := range c.Events {
		mark(e.Actors)
		mark(e.Recipients)
		mark(e.Mediators)
	}
	for _, s := range c.Statements {
		mark(s.Sources)
	}
	for _, f := range c.Figures {
		mark(f.By)
	}
	return out
}

// list returns all actors and places by ID with their forms and offices.
func (w *work) list() ([]trucewatch.Actor, []trucewatch.Place) {
	w.addRoles()
	var actors []trucewatch.Actor
	for id, a := range w.actors {
		a.Aliases = keysOf(w.aliases[id])
		actors = append(actors, *a)
	}
	slices.SortFunc(actors, func(a, b trucewatch.Actor) int { return cmp.Compare(a.ID, b.ID) })
	var places []trucewatch.Place
	for _, c := range w.clusters.all {
		if c.kind != trucewatch.PlaceKind {
			continue
		}
		places = append(places, w.asPlace(c))
	}
	for _, a := range w.areas {
		places = append(places, w.placeArea(*a))
	}
	slices.SortFunc(places, func(a, b trucewatch.Place) int { return cmp.Compare(a.ID, b.ID) })
	return actors, places
}

func keysOf(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
