package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// ended gives the end of what one side does to another the parties of those acts, and
// the acts the parties of their end: "announced an end to attacks on Israel", "eased the
// kingdom's blockade of the port", "restrictions on the camp were lifted".
func (m *memory) ended(triggers []frame.Found) {
	for k := range m.events {
		e := &m.events[k]
		if e.Type != trucewatch.Retreat && e.Type != trucewatch.Concede || !m.rules.words.Is("ending-act", m.lemmas[k]) {
			continue
		}
		for j := range m.events {
			o := &m.events[j]
			if o.Sentence == e.Sentence && j != k && frame.Sort(o.Type) == "force" && !triggers[j].Rule.TwoSided() && m.c(e.Sentence).endOf(e.Token, o.Token) {
				m.sharedEnd(e, o)
				break
			}
		}
	}
}

// sharedEnd completes the end e and the acts o from each other.
func (m *memory) sharedEnd(e, o *trucewatch.EventMention) {
	d := m.c(0).Draft
	if len(o.Actors) == 0 && len(e.Actors) == 1 && !m.anyLike(e.Actors, o.Recipients) {
		m.give(&o.Actors, o, "en.inherit.end", e.Actors...)
	}
	if len(e.Actors) == 0 && len(o.Actors) > 0 {
		m.give(&e.Actors, e, "en.inherit.end", o.Actors...)
	}
	for _, pair := range [][2]*trucewatch.EventMention{{e, o}, {o, e}} {
		to, from := pair[0], pair[1]
		rest := slices.DeleteFunc(slices.Clone(from.Recipients), func(r int) bool { return d.Mentions[r].Kind == "" || m.anyLike([]int{r}, to.Actors) })
		if len(to.Recipients) == 0 && len(rest) > 0 {
			m.give(&to.Recipients, to, "en.inherit.end", rest...)
		}
	}
}

// endOf reports whether the end told by token i is that of what token k names: its
// object, what is told behind "to", "of" or "on", or what is brought to its end.
func (c clause) endOf(i, k int) bool {
	n := c.Counted(k)
	h := c.Head(n)
	switch {
	case n == i:
		return true
	case h < 0:
		return false
	case h == i:
		return c.Tree.Is(n, "obj", "nsubj:pass", "xcomp", "acl", "advcl") || c.Tree.Is(n, "nsubj") && c.Verb(i) || c.Tree.Is(n, "nmod", "obl") && slices.Contains([]string{"to", "of", "in"}, c.Tree.Case(n))
	}
	v, rel := c.Governor(k)
	return v == i && (rel == "obj" || rel == "nsubj:pass")
}

// bySpeaker makes the police or the forces who tell of an arrest that nobody else is said
// to have made those who made it: "a man was arrested, police said".
func (m *memory) bySpeaker() {
	for k := range m.events {
		e := &m.events[k]
		if e.Type != trucewatch.Coerce || len(e.Actors) > 0 || e.Status != trucewatch.Occurred || !m.rules.words.Is("same-arrest", m.lemmas[k]) {
			continue
		}
		for _, s := range e.AccordingTo {
			st := m.statements[s]
			if len(st.Sources) == 0 || !m.enforces(st.Sources[0]) || m.anyLike(st.Sources[:1], e.Recipients) {
				continue
			}
			m.give(&e.Actors, e, "en.inherit.own-deed", st.Sources[0])
			break
		}
	}
}

// enforces reports whether mention i is of those who keep order or fight for a state.
func (m *memory) enforces(i int) bool {
	x := m.c(0).Draft.Mentions[i]
	c := m.c(x.Sentence)
	if x.Head < 0 || x.Kind == trucewatch.Person && x.Named {
		return false
	}
	return c.Words.Is("enforcer", c.Lemma(x.Head)) || slices.ContainsFunc(m.words(i), func(w string) bool { return c.Words.Is("enforcer", w) })
}

// signed dates and places agreements by the verb that brings them about: in "they
// signed a deal in Doha on Saturday" the deal is of Saturday and of Doha.
func (m *memory) signed() {
	for i := range m.events {
		e := &m.events[i]
		if e.Type != trucewatch.Agree && e.Type != trucewatch.Retreat || e.When != nil && e.Place >= 0 {
			continue
		}
		t := m.c(e.Sentence).Tree
		verb := t.Tokens[e.Token].Head
		if verb < 0 || !m.rules.words.Is("concluding", t.Tokens[verb].Lemma) || !t.Is(e.Token, "obj", "nsubj:pass") {
			continue
		}
		at := slices.IndexFunc(m.events, func(v trucewatch.EventMention) bool {
			return v.Sentence == e.Sentence && v.Token == verb && v.Status == e.Status
		})
		if at < 0 {
			continue
		}
		v := m.events[at]
		if e.When == nil && v.When != nil {
			e.When = v.When
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.time.of-signing", Words: v.Of(m.c(0).Draft.Text())})
		}
		if e.Place < 0 {
			e.Place = v.Place
		}
	}
}
