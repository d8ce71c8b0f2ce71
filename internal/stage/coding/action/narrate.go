package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
)

// beside dates what happened after, when or during another happening of its
// sentence by that one: "after rebels took the town in May, the army sent troops".
func (m *memory) beside(triggers []frame.Found) {
	for k := range m.events {
		e := &m.events[k]
		if e.When != nil || e.Background || !m.told(k, triggers[k]) {
			continue
		}
		for j, o := range m.events {
			if o.Sentence == e.Sentence && o.When != nil && !setting.AfterWhich(*o.When) && o.Status == trucewatch.Occurred && m.c(e.Sentence).follows(e.Token, o.Token) {
				m.dateFrom(k, j, "en.when.beside")
				break
			}
		}
	}
}

// follows reports whether token o stands in a phrase that tells when that of token i
// was: "after the vote", "as rebels attacked".
func (c clause) follows(i, o int) bool {
	for n := o; n >= 0 && !c.Tree.Dominates(n, i); n = c.Head(n) {
		if slices.Contains([]string{"after", "following", "when", "during", "amid", "as", "upon"}, c.LinkWord(n)) && c.setting().Over(c.Head(n), i) && !c.saidWithin(c.Head(n), i) {
			return true
		}
	}
	return false
}

// saidWithin reports whether token i stands in words that verb v passes on: "during
// the talks he said that shells had fallen".
func (c clause) saidWithin(v, i int) bool {
	for n := i; n >= 0 && n != v; n = c.Head(n) {
		if c.Tree.Is(n, "ccomp") {
			return true
		}
	}
	return false
}

// outcome gives an act of force the day and the place of the one before it in its
// sentence that it is told to come of: "clashes shook the town on Friday, prompting
// air strikes".
func (m *memory) outcome(triggers []frame.Found) {
	for k := range m.events {
		e := &m.events[k]
		open := frame.Sort(e.Type) == "force" && (e.When == nil || e.Place < 0) && !e.Background
		if !open || !m.c(e.Sentence).comesOf(e.Token) || !m.told(k, triggers[k]) {
			continue
		}
		for j := k - 1; j >= 0 && m.events[j].Sentence == e.Sentence; j-- {
			if o := m.events[j]; frame.Sort(o.Type) == "force" && (o.Status == trucewatch.Occurred || o.Status == trucewatch.Ongoing) {
				m.settle(k, j, "outcome")
				break
			}
		}
	}
}

// settle gives mention k the day of mention j, and its place where nobody is told to
// act in the one who does not in the other.
func (m *memory) settle(k, j int, rule string) {
	e, o := &m.events[k], m.events[j]
	if e.When == nil {
		m.dateFrom(k, j, "en.when."+rule)
	}
	if e.Place < 0 && o.Place >= 0 && !m.apart(e, o) {
		e.Place = o.Place
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place." + rule, Words: o.Of(m.c(0).Draft.Text())})
	}
}

// comesOf reports whether token i is what a participle tells to come of what stands
// before it: "resulting in killings", "prompting strikes".
func (c clause) comesOf(i int) bool {
	v, _ := c.Governor(i)
	for steps := 0; v >= 0 && steps < 4; steps++ {
		if c.Tree.Tokens[v].XPOS == "VBG" && c.Words.Is("result", c.Lemma(v)) {
			return true
		}
		if !c.Tree.Is(v, "conj", "xcomp") {
			return false
		}
		v = c.Head(v)
	}
	return false
}

// narrated dates what is told in the plain past without a time by the last happening
// of its sort before it: news tells on until it names another time. The idea is the
// narrative container of Pustejovsky and Stubbs (2011).
func (m *memory) narrated(triggers []frame.Found) {
	for k := range m.events {
		e := &m.events[k]
		c := m.c(e.Sentence)
		if e.When != nil || e.Background || !m.told(k, triggers[k]) || !c.Main(e.Token) && !c.toldBefore(e.Token) || c.PresentPerfect(e.Token) {
			continue
		}
		for j := k - 1; j >= 0 && e.Sentence-m.events[j].Sentence <= setting.Reach; j-- {
			o := m.events[j]
			if o.When == nil || o.When.Precision == trucewatch.Year || !m.tellsOn(o, k) || m.c(o.Sentence).recalls(o.Token) && !c.toldBefore(e.Token) {
				continue
			}
			if !m.movedOn(o, *e) {
				m.dateFrom(k, j, "en.when.told-on")
			}
			break
		}
	}
}

// recalls reports whether token i only tells since when something is so, or what came
// before it: "the worst day since the coup".
func (c clause) recalls(i int) bool {
	for n := i; n >= 0; n = c.Head(n) {
		if link := c.LinkWord(n); link == "since" || link == "before" {
			return true
		}
	}
	return false
}

// toldBefore reports whether token i is the verb of a report in the pluperfect ("said
// jets had bombed the town"): it tells on what was told, not from before it.
func (c clause) toldBefore(i int) bool {
	h := c.Head(i)
	return c.Pluperfect(i) && c.Tree.Is(i, "ccomp") && h >= 0 && c.Words.Is("say", c.Lemma(h)) && c.Main(h)
}

// tellsOn reports whether the story of o can go on with e: both of one sort, and
// words only by those who spoke before, as others spoke at their own time.
func (m *memory) tellsOn(o trucewatch.EventMention, k int) bool {
	e := &m.events[k]
	if o.Background || o.Status != trucewatch.Occurred || frame.Sort(o.Type) != frame.Sort(e.Type) {
		return false
	}
	if frame.Sort(e.Type) != "speech" {
		return true
	}
	agreed := o.Type == trucewatch.Agree || o.Type == trucewatch.Support
	if agreed && e.Type != o.Type && (o.Sentence != e.Sentence || !m.c(0).Draft.Reading.Sentences[o.Sentence].Contains(o.When.Span)) {
		return false // who signed a deal once may ask for something on any day
	}
	return o.Sentence == e.Sentence && m.c(o.Sentence).Main(o.Token) || m.sharesActors(e, o) || m.sided[k]
}

// movedOn reports whether the report names another day between two mentions, as the
// time of a main clause, so that the later is no longer told of the first one's time.
func (m *memory) movedOn(from, to trucewatch.EventMention) bool {
	for s := from.Sentence; s <= to.Sentence && s < len(m.dates); s++ {
		c := m.c(s)
		for _, w := range m.dates[s] {
			if w.Precision != trucewatch.Day || w.Start < from.Start || w.Start > to.Start || w.First == from.When.First && w.Relative == from.When.Relative {
				continue
			}
			if h := c.TimeHead(w); h >= 0 && !c.bounded(w) && c.Main(h) {
				return true
			}
		}
	}
	return false
}

// scene places what has no place of its own where the last happening of its sort
// took place: within the sentence, else as long as the news tells on. Words are
// spoken where people met or protested.
func (m *memory) scene(triggers []frame.Found) {
	for k := range m.events {
		e := &m.events[k]
		c := m.c(e.Sentence)
		if e.Place >= 0 || e.Background || triggers[k].Rule.State || c.Headline() || !m.current(k, triggers[k]) || !c.Main(e.Token) || c.Words.Is("fall", c.Lemma(e.Token)) {
			continue
		}
		for j := k - 1; j >= 0 && e.Sentence-m.events[j].Sentence <= setting.Reach; j-- {
			if m.stages(e, m.events[j]) {
				e.Place = m.events[j].Place
				e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.told-on", Words: m.events[j].Of(c.Draft.Text())})
				break
			}
		}
		if e.Place < 0 {
			m.byObject(k)
		}
	}
}

// byObject places a verb where the happening is that it brings about or ends: "signed
// an accord in Doha", "the presence in Doha was reduced".
func (m *memory) byObject(k int) {
	e := &m.events[k]
	t := m.c(e.Sentence).Tree
	if slices.Contains([]trucewatch.EventType{trucewatch.Accuse, trucewatch.Reject, trucewatch.Request, trucewatch.Threaten}, e.Type) {
		return // who condemns a raid need not be where it was
	}
	for _, o := range m.events {
		if o.Sentence == e.Sentence && o.Place >= 0 && t.Tokens[o.Token].Head == e.Token && (t.Is(o.Token, "obj") && o.Status == e.Status || t.Is(o.Token, "nsubj:pass")) {
			e.Place = o.Place
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.of-object", Words: o.Of(m.c(0).Draft.Text())})
			return
		}
	}
}

// stages reports whether e may be told on from o as to its place.
func (m *memory) stages(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if o.Sentence == e.Sentence && o.Place >= 0 && m.c(e.Sentence).joined(e.Token, o.Token) {
		return true
	}
	if !m.staged(o) || setting.Exclude(e.When, o.When) || e.Sentence != o.Sentence && (m.farLand(e, o) || !m.akin(e, o)) {
		return false
	}
	if frame.Sort(e.Type) == "speech" && frame.Sort(o.Type) == "speech" && m.sharesActors(e, o) {
		return true
	}
	if frame.Sort(e.Type) == "speech" {
		gathering := o.Type == trucewatch.Consult || o.Type == trucewatch.Protest
		return gathering && (o.Sentence == e.Sentence || !m.apart(e, o) || m.sidesOnly(e.Actors))
	}
	return frame.Sort(o.Type) == frame.Sort(e.Type) && (!m.apart(e, o) || m.c(e.Sentence).Verb(e.Token))
}

// farLand reports whether the place of o is a whole land, told more than a sentence
// before e: the news may have gone elsewhere.
func (m *memory) farLand(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	return e.Sentence-o.Sentence > 1 && m.land(o.Place)
}

// ofMaking dates a truce that is told without a time by the day on which somebody is
// told, in the same clause, to have declared or brokered it.
func (m *memory) ofMaking() {
	for k := range m.events {
		e := &m.events[k]
		if e.When != nil || !slices.Contains(e.Mode, "ceasefire") || e.Status == trucewatch.Proposed || e.Status == trucewatch.Negated {
			continue
		}
		c := m.c(e.Sentence)
		v, _ := c.Governor(e.Token)
		for j, o := range m.events {
			if o.Sentence == e.Sentence && j != k && o.Token == v && c.Words.Is("making", c.Lemma(v)) && (o.Status == trucewatch.Occurred || o.Status == trucewatch.Ongoing) {
				m.dateFrom(k, j, "en.when.of-making")
			}
		}
	}
}

// joined reports whether token i is coordinated with token o before it: "the arrest of
// ten men in Homs and the seizure of their arms".
func (c clause) joined(i, o int) bool {
	return c.Tree.Is(c.Counted(i), "conj") && c.Head(c.Counted(i)) == c.Counted(o)
}

// staged reports whether a mention has a place of its own that the story can go on
// in: what happened or goes on, told in a main clause.
func (m *memory) staged(o trucewatch.EventMention) bool {
	told := o.Status == trucewatch.Occurred || o.Status == trucewatch.Ongoing
	stopped := slices.ContainsFunc(o.Why, func(w trucewatch.Reason) bool { return w.Rule == "en.status.stopped" })
	return told && !stopped && o.Place >= 0 && !o.Background && !placedNear(o) && m.c(o.Sentence).Main(o.Token)
}

// akin reports whether two mentions of different sentences share a party, or the
// later presents itself as known.
func (m *memory) akin(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if len(e.Actors)+len(e.Recipients) == 0 || m.sidesOnly(e.Actors) {
		return true
	}
	return m.shares(e, o) || m.c(e.Sentence).Definite(e.Token)
}

// sidesOnly reports whether the parties are told as the sides spoken of: "both
// sides", "the two delegations".
func (m *memory) sidesOnly(list []int) bool {
	d := m.c(0).Draft
	return len(list) > 0 && !slices.ContainsFunc(list, func(a int) bool {
		words := strings.ToLower(d.Mentions[a].Of(d.Text()))
		return d.Mentions[a].Named || !strings.HasPrefix(words, "both ") && !strings.HasPrefix(words, "the two ") && !strings.HasPrefix(words, "the parties") &&
			!strings.HasPrefix(words, "the sides") && !strings.HasPrefix(words, "the delegations")
	})
}
