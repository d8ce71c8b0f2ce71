package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/party"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
)

// memory holds the events of the report so far, to complete later mentions of
// the same happening from earlier ones.
type memory struct {
	rules      *Rules
	events     []trucewatch.EventMention
	lemmas     []string
	c          func(s int) clause
	statements []trucewatch.Statement
	// dates[s] are the time expressions of sentence s.
	dates [][]trucewatch.When
	// sided[k] is true when event k has only "both sides" or the like for its parties
	// in its own words.
	sided []bool
	// looks[k] is how the words around event k present it.
	looks []look
	// kin are the events that type and lemma let be of one happening, in order.
	kin map[kind][]int
	// names are the words of mentions that were compared, by where they stand.
	names map[trucewatch.Span]naming
}

// completeAll fills what mentions of a happening leave open: in the order of the
// text from earlier mentions, then from later ones, then the parties of a truce
// under negotiation from the talks about it.
func (m *memory) completeAll(triggers []frame.Found) {
	for _, e := range m.events {
		m.sided = append(m.sided, m.sidesOnly(e.Actors))
	}
	m.index()
	m.byName(triggers)
	m.spread(triggers, false)
	m.signed()
	for k := range m.events {
		c := m.c(m.events[k].Sentence)
		if !c.Definite(m.events[k].Token) {
			c.setting().LastPlace(triggers[k], &m.events[k])
		}
		m.lasted(k)
		if o, rule := m.other(k, triggers[k], -1); o >= 0 {
			m.inherit(k, o, rule, true)
		}
		c.setting().LastPlace(triggers[k], &m.events[k])
	}
	m.fromLater(triggers)
	m.ended(triggers)
	m.bySpeaker()
	for k := range m.events {
		m.complete(k, triggers[k])
	}
	pair := m.mainParties(triggers)
	m.captors()
	m.spread(triggers, true)
	m.lead(triggers)
	m.shareDates(triggers)
	m.outcome(triggers)
	m.beside(triggers)
	m.chronicle(triggers)
	m.narrated(triggers)
	m.scene(triggers)
	m.ofTheDay(triggers)
	m.ofMaking()
	m.crowds(triggers, pair) // last: what they did in one town is nothing to what they did in another
}

// complete fills what mention k leaves open from others of its sentence or close to it.
func (m *memory) complete(k int, f frame.Found) {
	e := &m.events[k]
	m.negotiated(k)
	if party.Truce(*e) && len(e.Actors) == 0 {
		m.ofTruce(k)
	}
	m.fought(k)
	m.toWhom(k)
	m.occasion(k)
	m.within(k)
	m.included(k)
	c := m.c(e.Sentence)
	c.party().LandHit(f, e)
	c.ground(e)
}

// fromLater fills what mentions leave open from later ones, the last first.
func (m *memory) fromLater(triggers []frame.Found) {
	for k := range slices.Backward(m.events) {
		o, _ := m.other(k, triggers[k], 1)
		if o < 0 {
			continue
		}
		if near := m.events[k].Sentence < opening || m.near(k, o); near || m.lemmas[o] == m.lemmas[k] {
			m.inherit(k, o, "en.inherit.later", near)
		}
	}
}

// byName puts two named persons in the place of the peoples or offices of a meeting
// when the next mention of a meeting, a definite one, tells their names: "Ruritanian
// and Sylvanian ministers met. The talks between A and B …".
func (m *memory) byName(triggers []frame.Found) {
	last := -1
	for k := range m.events {
		e := m.events[k]
		if e.Type != trucewatch.Consult || e.Status != trucewatch.Occurred {
			continue
		}
		if last >= 0 && e.Sentence-m.events[last].Sentence == 1 && triggers[k].Rule.Pos == "noun" && m.c(e.Sentence).Definite(e.Token) &&
			m.allPersons(e.Actors) && len(e.Actors) == 2 && m.noPersons(m.events[last].Actors) && !m.conflict(&e, m.events[last]) {
			o := &m.events[last]
			o.Actors = slices.Clone(e.Actors)
			o.Why = append(o.Why, trucewatch.Reason{Rule: "en.inherit.by-name", Words: e.Of(m.c(0).Draft.Text())})
		}
		last = k
	}
}

func (m *memory) allPersons(list []int) bool {
	return !slices.ContainsFunc(list, func(a int) bool {
		x := m.c(0).Draft.Mentions[a]
		return !x.Named || x.Kind != trucewatch.Person
	})
}

func (m *memory) noPersons(list []int) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(a int) bool {
		x := m.c(0).Draft.Mentions[a]
		return x.Named && x.Kind == trucewatch.Person
	})
}

// blamed makes those who did what is condemned the recipients of the condemnation.
func (m *memory) blamed(k int) {
	e := &m.events[k]
	if e.Type != trucewatch.Accuse || len(e.Recipients) > 0 {
		return
	}
	for j := range m.events {
		o := m.events[j]
		t := m.c(e.Sentence).Tree
		if o.Sentence != e.Sentence || o.Type == trucewatch.Accuse || o.Type == trucewatch.Consult || party.Between(o) || len(o.Actors) == 0 || !m.apart(e, o) || (!t.Dominates(e.Token, o.Token) && !t.Dominates(o.Token, e.Token)) {
			continue
		}
		e.Recipients = slices.Clone(o.Actors)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.blamed", Words: o.Of(m.c(0).Draft.Text())})
		return
	}
}

// answered makes those who accuse or demand the recipients of the rejection told
// in the same sentence.
func (m *memory) answered(k int) {
	e := &m.events[k]
	if e.Type != trucewatch.Reject || len(e.Recipients) > 0 {
		return
	}
	for j := range m.events {
		o := m.events[j]
		if o.Sentence != e.Sentence || (o.Type != trucewatch.Accuse && o.Type != trucewatch.Request) || len(o.Actors) == 0 || !m.apart(e, o) {
			continue
		}
		e.Recipients = slices.Clone(o.Actors)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.answered", Words: o.Of(m.c(0).Draft.Text())})
		return
	}
}

// asked makes those who are to do what is demanded the recipients of the demand.
func (m *memory) asked(k int) {
	e := &m.events[k]
	if e.Type != trucewatch.Request || len(e.Recipients) > 0 {
		return
	}
	for j := k + 1; j < len(m.events) && m.events[j].Sentence == e.Sentence; j++ {
		o := m.events[j]
		if o.Status != trucewatch.Proposed || len(o.Actors) == 0 || !m.apart(e, o) || !m.c(e.Sentence).Tree.Dominates(e.Token, o.Token) {
			continue
		}
		e.Recipients = slices.Clone(o.Actors)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.asked", Words: o.Of(m.c(0).Draft.Text())})
		return
	}
}

// threatened makes those whom the threatened act would strike, or with whom the
// refused meeting would be, the recipients of the threat or the refusal.
func (m *memory) threatened(k int) {
	e := &m.events[k]
	if (e.Type != trucewatch.Threaten && e.Type != trucewatch.Reject) || len(e.Recipients) > 0 || len(e.Actors) == 0 {
		return
	}
	for j := k + 1; j < len(m.events) && m.events[j].Sentence == e.Sentence; j++ {
		o := m.events[j]
		if o.Status == trucewatch.Occurred || m.apart(e, o) || !m.c(e.Sentence).Tree.Dominates(e.Token, o.Token) {
			continue
		}
		whom := o.Recipients
		if e.Type == trucewatch.Reject {
			whom = nil
			if o.Type == trucewatch.Consult {
				whom = o.Actors
			}
		}
		if e.Recipients = grammar.Union(nil, whom, e.Actors); len(e.Recipients) > 0 {
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.threatened", Words: o.Of(m.c(0).Draft.Text())})
			return
		}
	}
}

// occasion gives a promise, demand, accusation or agreement without a place the
// place and day of the meeting or protest at which it was made.
func (m *memory) occasion(k int) {
	e := &m.events[k]
	speech := e.Type == trucewatch.Agree || e.Type == trucewatch.Request || e.Type == trucewatch.Accuse
	if !speech || e.Place >= 0 || e.Status == trucewatch.Planned || e.Status == trucewatch.Proposed || e.Background {
		return
	}
	for _, o := range slices.Backward(m.events) {
		away := e.Sentence - o.Sentence
		if away < 0 || away > 3 || (away > 0 && e.Type != trucewatch.Agree) || o.Place < 0 || o.Status != trucewatch.Occurred {
			continue
		}
		if (o.Type != trucewatch.Consult && o.Type != trucewatch.Protest) || m.apart(e, o) {
			continue
		}
		e.Place = o.Place
		if e.When == nil && o.When != nil {
			w := *o.When
			e.When = &w
		}
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.occasion", Words: o.Of(m.c(0).Draft.Text())})
		return
	}
}

// apart reports whether two mentions have dates that exclude each other, or actors
// none of whom they share.
func (m *memory) apart(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if setting.Exclude(e.When, o.When) {
		return true
	}
	if len(e.Actors) == 0 || len(o.Actors) == 0 {
		return false
	}
	for _, a := range e.Actors {
		if slices.ContainsFunc(o.Actors, func(b int) bool { return m.like(a, b) || m.serves(a, b) || m.serves(b, a) }) {
			return false
		}
	}
	return true
}

// serves reports whether person i is told to serve the land that mention j names.
func (m *memory) serves(i, j int) bool {
	of := m.servedBy(i)
	return of >= 0 && m.oneParty(of, j)
}

// other returns the index of the mention that the mention k is of one happening with,
// or -1, and by which rule. It looks back from k where step is -1 and on where it is 1.
func (m *memory) other(k int, f frame.Found, step int) (int, string) {
	e := &m.events[k]
	if e.Status == trucewatch.Proposed || e.Status == trucewatch.Negated {
		return -1, ""
	}
	definite := f.Rule.Pos == "noun" && m.asKnown(k)
	full := e.When != nil && e.Place >= 0 // no other one can add anything
	placed := definite && e.Type == trucewatch.Consult && e.Place >= 0 && !m.land(e.Place)
	first, by, adding := -1, "", false
	for j := range m.kinOf(k, step, definite && e.Type == trucewatch.Assault && len(e.Actors)+len(e.Recipients) == 0) {
		rule := m.oneHappening(k, j, definite)
		if rule == "" {
			continue
		}
		adds := full || m.adds(k, j)
		if placed && m.samePlace(e.Place, m.events[j].Place) || adds && !placed {
			return j, rule // "the Zenda talks" are those told of in Zenda, whatever else was told since
		}
		if first < 0 || adds && !adding {
			first, by, adding = j, rule, adds
		}
	}
	return first, by
}

// oneHappening returns the rule by which mention k is of one happening with mention j, or
// "". Definite tells that k is told as known.
func (m *memory) oneHappening(k, j int, definite bool) string {
	e, o := &m.events[k], m.events[j]
	switch {
	case !m.comparable(k, j) || e.Status == trucewatch.Planned && (o.Status != trucewatch.Planned || m.lemmas[k] != m.lemmas[j] && m.c(o.Sentence).Verb(o.Token)):
		return ""
	case m.sameYear(e, o, k, j):
		return "en.inherit.same-year"
	case len(e.Actors)+len(e.Recipients) > 0 && m.sameDay(e, o):
		return "en.inherit.same-day"
	case len(e.Actors)+len(e.Recipients) == 0:
		if definite || m.oneGround(e.Place, o.Place) {
			return "en.inherit.definite"
		}
	case definite && len(e.Actors) == 0 && e.Sentence-o.Sentence == 1 && m.c(e.Sentence).Tree.Child(e.Token, "nmod") < 0:
		return "en.inherit.definite"
	case definite && m.sameWord(k, j):
		return "en.inherit.same-word"
	case definite && m.shares(e, o), m.sharesActors(e, o), m.sharesVictims(e, o):
		return "en.inherit.same"
	}
	return ""
}

// sameWord reports whether two acts of force close to each other have one word, and
// one of them does not tell who did it: "a raid killed nine. The raid by the army …".
func (m *memory) sameWord(k, j int) bool {
	e, o := m.events[k], m.events[j]
	return e.Type == trucewatch.Assault && (len(e.Actors) == 0 || len(o.Actors) == 0) && m.lemmas[j] == m.lemmas[k] &&
		e.Sentence > o.Sentence && e.Sentence-o.Sentence <= setting.Reach
}

// differs reports whether one of two acts of force is told as one happening and the
// other as many or as going on: "hundreds of strikes since the war began".
func (m *memory) differs(k, j int) bool {
	e, o := &m.events[k], &m.events[j]
	if e.Type != trucewatch.Assault {
		return false
	}
	return e.Status != o.Status && !m.looks[k].definite || m.looks[k].many != m.looks[j].many
}

// many reports whether the noun is counted in hundreds or dozens.
func (c clause) many(i int) bool {
	n := c.Counted(i)
	return n != c.Phrase(i) && c.Words.Is("multitude", c.Lemma(n))
}

// within gives an act of force without a place that of the act of force that it is
// told as part or outcome of: "clashes in the town, resulting in killings".
func (m *memory) within(k int) {
	e := &m.events[k]
	if e.Type != trucewatch.Assault || e.Place >= 0 {
		return
	}
	for j := range m.events {
		o := m.events[j]
		if j != k && o.Sentence == e.Sentence && o.Type == trucewatch.Assault && o.Place >= 0 && m.c(e.Sentence).Tree.Dominates(o.Token, e.Token) && !m.apart(e, o) {
			e.Place = o.Place
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.within", Words: o.Of(m.c(0).Draft.Text())})
			return
		}
	}
}

// sameYear reports whether both are named by one year ("the 1974 accord").
func (m *memory) sameYear(e *trucewatch.EventMention, o trucewatch.EventMention, k, j int) bool {
	return e.When != nil && o.When != nil && e.When.Precision == trucewatch.Year && e.When.First == o.When.First &&
		m.c(e.Sentence).Dated(e.Token) && m.c(o.Sentence).Dated(o.Token) && k != j
}

// sameDay reports whether two meetings are of one day and have no place or sure
// party against it: two that name different persons throughout are two.
func (m *memory) sameDay(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	return e.Type == trucewatch.Consult && e.When != nil && o.When != nil && e.When.Precision == trucewatch.Day &&
		e.When.First == o.When.First && o.When.Precision == trucewatch.Day &&
		(m.shares(e, o) || !m.allPersons(e.Actors) || !m.allPersons(o.Actors))
}

// sharesVictims reports whether neither tells who did it, or one does, and both
// name one victim ("the overthrow of X", "X's ouster").
func (m *memory) sharesVictims(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if len(e.Actors) > 0 && len(o.Actors) > 0 {
		return false
	}
	return m.meet(e.Recipients, o.Recipients)
}

// conflict reports whether the places or dates of two mentions cannot be of one happening.
func (m *memory) conflict(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if setting.Exclude(e.When, o.When) || m.lastWeek(e.When, o.When) || m.lastWeek(o.When, e.When) {
		return true
	}
	if e.Place < 0 || o.Place < 0 || m.like(e.Place, o.Place) || m.land(e.Place) || m.land(o.Place) {
		return false
	}
	return !placedNear(*e) && !placedNear(o)
}

// land reports whether a place is a whole country.
func (m *memory) land(place int) bool { return m.c(0).setting().Land(place) }

// placedNear reports whether the place of the event is only the one that its
// sentence tells.
func placedNear(e trucewatch.EventMention) bool {
	return slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool { return w.Rule == "en.place.near" })
}

// shares reports whether the participants of e are among those of o, in any role.
func (m *memory) shares(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if len(o.Actors)+len(o.Recipients) == 0 {
		return true
	}
	return m.meet(slices.Concat(e.Actors, e.Recipients), slices.Concat(o.Actors, o.Recipients, o.Mediators))
}

// sharesActors reports whether e and o have the same actors as far as both tell them.
func (m *memory) sharesActors(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if len(e.Actors) == 0 || len(o.Actors) == 0 {
		return false
	}
	few, many := e.Actors, o.Actors
	if len(few) > len(many) {
		few, many = many, few
	}
	for _, a := range few {
		if !slices.ContainsFunc(many, func(b int) bool { return m.like(a, b) }) {
			return false
		}
	}
	return true
}

// like reports whether two mentions look like one actor or place: a shared name,
// or a land and its adjective.
func (m *memory) like(a, b int) bool {
	if a == b {
		return true
	}
	if x, y := m.nation(a), m.nation(b); x != "" && y != "" {
		return x == y
	}
	x, y := m.words(a), m.words(b)
	for _, w := range x {
		for _, v := range y {
			if w == v || (len(w) >= 4 && len(v) >= 4 && w[:4] == v[:4]) {
				return true
			}
		}
	}
	return false
}

// narrower reports whether a lies within b and is shorter.
func narrower(a, b trucewatch.When) bool {
	return a.First != "" && b.First != "" && a.First >= b.First && a.Last <= b.Last && (a.First != b.First || a.Last != b.Last)
}

// inherit takes over what mention k leaves open from mention j; no more than the date
// where j is far away.
func (m *memory) inherit(k, j int, rule string, near bool) {
	e, o := &m.events[k], m.events[j]
	took := near && m.lendsPlace(k, j)
	if took {
		e.Place = o.Place
	}
	if o.When != nil && (e.When == nil || narrower(*o.When, *e.When)) {
		w := *o.When
		e.When, took = &w, true
	}
	if len(e.Actors) == 0 && near {
		e.Actors = grammar.Union(nil, o.Actors, e.Recipients)
		took = took || len(e.Actors) > 0
	}
	took = near && takesMode(e, o) || took
	if len(e.Recipients) == 0 && near && !m.fights(e) {
		e.Recipients = grammar.Union(nil, o.Recipients, e.Actors)
		took = took || len(e.Recipients) > 0
	}
	if took {
		d := m.c(0).Draft
		e.Why = append(e.Why, trucewatch.Reason{Rule: rule, Words: o.Of(d.Text())})
	}
}
