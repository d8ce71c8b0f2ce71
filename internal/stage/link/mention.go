package link

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// mention is one event mention with what linking compares.
type mention struct {
	ref      trucewatch.EventRef
	report   *trucewatch.Report
	claim    trucewatch.EventMention
	sides    []string // actors and recipients, with the states they serve; sorted
	by, upon []string // those of the sides who act, and those acted on
	pair     []string // the sides, for those who serve a state the state; none twice
	people   []string // those of the sides who are persons with a name
	struck   []string // those of them who are acted on
	borrowed bool     // the sides are only taken from what the report says nearby
	place    string
	placed   bool               // its own sentence names the place by a proper name
	allOver  bool               // it is told to be in all of its place
	guessed  bool               // its place is no more than the land of the news
	toldOn   bool               // its place is that of what was told right before
	dated    bool               // its own sentence gives the date
	passing  bool               // told as nothing new: of no day of the news
	around   []string           // other places that its sentence names
	when     *calendar.Interval // nil when the mention gives no date that can be placed
	about    *calendar.Interval // a vague time ("in recent months", the days of the news): it joins and parts nothing
	family   string             // the rule that found the trigger
	kind     *kind              // what the trigger says it is, or nil
	word     string             // lemma of the trigger
	with     string             // trigger of the happening whose day is that of the mention, or ""
	same     string             // trigger of an earlier mention that coding took it to repeat, or ""
	happened bool
	ahead    bool // planned, and without a day: it lies ahead of its telling
	evening  bool // its date is said to be the end of a day
	morning  bool // its date is said to be the beginning of a day
	serial   bool // said to be many, or a habit
	habit    bool // said to be a habit
	first    int  // number of the first day of when, 0 when there is none
	last     int  // number of its last day
	told     int  // number of the day of its report, 0 when there is none
	cluster  *cluster
	definite bool // "the talks", "this meeting"
	noun     bool // told by a noun
	plain    bool // nothing in its sentence says how it stands
	signed   bool // a truce that its sentence has signed or reached
	shaky    bool // a truce that is taken to be in force, or not to be, by the noun alone
	ofPaper  bool // named before a paper or talks that it is the matter of: "the truce deal"
	lead     bool // undated news at the head of a dated report
}

// set prepares all mentions of all reports, in order of the input.
type set struct {
	rules    *Rules
	readings []trucewatch.Reading
	claims   []trucewatch.Claims
	ids      trucewatch.Identities
	lands    map[string][]string // person or body to the states of its offices
	armed    map[string]string   // people to its armed men, where reports speak of them
	states   map[string]bool
	persons  map[string]bool                 // people with a name
	bodies   map[string]bool                 // organizations with a name
	victims  map[string]bool                 // people without a name, and troops of no land: they tell no happening apart
	landOf   map[string]string               // place to the land it lies in
	position map[string]*trucewatch.Position // nil where a place is not known
	nameless map[string]bool                 // places told by a noun only: "the border"
	titled   map[string]bool                 // places whose name is a proper one in any text
	lines    map[string]string               // those that are a line by a noun only to the noun: "the border", "Israel's border"
	bearing  map[string]bool                 // those of them that say no more than a bearing: "the north"
	copies   map[string]string               // report to the report it repeats
	unmade   map[string]bool                 // reports that tell of no accord that was made
	lifts    map[string][]Lift               // report to the passages it has from others
	spoken   []*spoken                       // by reading, the places it names
	index    map[string]int                  // report to its place among the readings
	made     [][]*mention                    // by reading, its mentions, once asked
}

func newSet(r *Rules, w trucewatch.World) *set {
	s := &set{rules: r, readings: w.Readings, claims: w.Claims, ids: w.Identities, lands: map[string][]string{}, states: map[string]bool{}}
	s.index, s.spoken, s.made = map[string]int{}, make([]*spoken, len(w.Readings)), make([][]*mention, len(w.Readings))
	for i := range w.Readings {
		s.index[w.Readings[i].Report.ID] = i
	}
	s.knowPlaces(w.Identities.Places)
	s.knowActors(w.Identities.Actors)
	abreast.Each(len(s.spoken), func(i int) { s.spoken[i] = s.gather(w.Readings[i].Report.ID) })
	return s
}

func (s *set) knowPlaces(places []trucewatch.Place) {
	s.landOf, s.lines = map[string]string{}, map[string]string{}
	s.position, s.nameless, s.bearing, s.titled = map[string]*trucewatch.Position{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	bearings := []string{"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "centre", "center"}
	for _, p := range places {
		first, _ := utf8.DecodeRuneInString(p.Name)
		s.nameless[p.ID] = unicode.IsLower(first) && !strings.ContainsFunc(p.Name, unicode.IsUpper)
		s.lines[p.ID] = s.lineOf(p)
		s.titled[p.ID] = unicode.IsUpper(first)
		s.bearing[p.ID] = p.Position == nil && slices.Contains(bearings, p.Name)
		s.position[p.ID] = p.Position
		s.landOf[p.ID] = p.Land
		if p.Land == p.ID {
			s.states[p.ID] = true // also where it does nothing itself
		}
	}
}

// lineOf returns the noun of a place that is a line and has no name beside whose it is, or "".
func (s *set) lineOf(p trucewatch.Place) string {
	words := strings.Fields(p.Name)
	if len(words) == 0 || p.Position != nil && !s.nameless[p.ID] || !slices.Contains(s.rules.sites.line, words[len(words)-1]) {
		return ""
	}
	named := slices.ContainsFunc(words, func(w string) bool {
		return strings.ContainsFunc(w, unicode.IsUpper) && !strings.HasSuffix(w, "'s") && !strings.HasSuffix(w, "’s")
	})
	if named {
		return ""
	}
	return words[len(words)-1]
}

func (s *set) knowActors(actors []trucewatch.Actor) {
	s.victims, s.bodies, s.persons = map[string]bool{}, map[string]bool{}, map[string]bool{}
	s.armed = map[string]string{}
	for _, a := range actors {
		if people, ok := strings.CutSuffix(a.ID, "-fighters"); ok && a.Kind == trucewatch.Organization {
			s.armed[people] = a.ID
		}
	}
	for _, a := range actors {
		s.victims[a.ID] = !a.Named && (a.Kind != trucewatch.Organization || !strings.Contains(a.ID, "-"))
		s.persons[a.ID] = a.Named && a.Kind == trucewatch.Person
		s.bodies[a.ID] = a.Named && a.Kind == trucewatch.Organization
		if a.Kind == trucewatch.StateKind {
			s.states[a.ID] = true
		}
		for _, r := range a.Roles {
			if r.Of != "" && !slices.Contains(s.lands[a.ID], r.Of) {
				s.lands[a.ID] = append(s.lands[a.ID], r.Of)
			}
		}
		if a.Parent != "" {
			s.lands[a.ID] = append(s.lands[a.ID], a.Parent)
		}
	}
}

// mentions lists those of all reports but some, in order. They are made once, and anew
// only where the report came to have a date since.
func (s *set) mentions(skip map[string]string) []*mention {
	lists := make([][]*mention, len(s.claims))
	abreast.Each(len(lists), func(i int) {
		if _, copied := skip[s.readings[i].Report.ID]; copied {
			return
		}
		if s.made[i] == nil {
			for k := range s.claims[i].Events {
				s.made[i] = append(s.made[i], s.mention(i, k))
			}
		}
		lists[i] = s.made[i]
	})
	return slices.Concat(lists...)
}

func (s *set) mention(i, k int) *mention {
	claim := s.claims[i].Events[k]
	report := &s.readings[i].Report
	m := &mention{ref: trucewatch.EventRef{Report: report.ID, Index: k}, report: report, claim: claim}
	ids := s.ids.Reports[report.ID]
	m.by, m.upon = s.sidesOf(ids, claim.Actors), s.sidesOf(ids, claim.Recipients)
	if claim.Type == trucewatch.Assault {
		for _, people := range slices.Clone(m.by) {
			if men := s.armed[people]; men != "" {
				m.by = append(m.by, men) // a people that fights does so by its armed men
			}
		}
	}
	m.sides = slices.Concat(m.by, m.upon)
	slices.Sort(m.sides)
	m.sides = slices.Compact(m.sides)
	m.pair = s.principals(ids, claim)
	m.people, m.struck = s.personsOf(m.sides), s.personsOf(m.upon)
	s.readPlace(m, i)
	day := s.dayOf(report)
	at := placed(claim.When, day)
	if claim.When != nil && claim.When.Precision == trucewatch.Vague {
		m.about = at
	} else {
		m.when = at
	}
	m.told = calendar.Number(day)
	if m.when != nil {
		m.dated = s.readings[i].Sentences[claim.Sentence].Contains(claim.When.Span)
		m.first, m.last = calendar.Number(m.when.First), calendar.Number(m.when.Last)
		words := strings.ToLower(claim.When.Of(report.Text))
		m.evening, m.morning = anyWord(words, s.rules.night.before), anyWord(words, s.rules.night.after)
	}
	s.readReasons(m)
	m.happened = claim.Status == trucewatch.Occurred || claim.Status == trucewatch.Ongoing
	m.lead = claim.Sentence < leadSentences && m.happened && !claim.Background && m.when == nil && report.Published.Date != ""
	s.readWords(m, &s.readings[i].Sentences[claim.Sentence])
	return m
}

// dayOf returns the day from which the times of a report are read.
func (s *set) dayOf(report *trucewatch.Report) string {
	return cmp.Or(s.claims[s.index[report.ID]].ReadFrom, report.Published.Date)
}

// readPlace takes the place of a mention. A bearing alone ("the north") is none.
func (s *set) readPlace(m *mention, i int) {
	if m.claim.Place < 0 {
		return
	}
	if m.place = s.ids.Reports[m.ref.Report].Names[m.claim.Place]; s.bearing[m.place] {
		m.place = ""
	}
	at := s.claims[i].Mentions[m.claim.Place]
	m.placed = at.Sentence == m.claim.Sentence && (at.Named || s.position[m.place] != nil && s.titled[m.place])
	m.around = s.placesOf(m.ref.Report).in[m.claim.Sentence]
}

// sidesOf lists who parties of a report are, with the states they serve.
func (s *set) sidesOf(ids trucewatch.ReportIdentities, parties []int) []string {
	var out []string
	for _, p := range parties {
		for _, id := range ids.Acts[p] {
			if !s.victims[id] {
				out = append(append(out, id), s.lands[id]...)
			}
		}
	}
	return out
}

// personsOf lists those of some sides who are persons with a name.
func (s *set) personsOf(sides []string) []string {
	var out []string
	for _, side := range sides {
		if s.persons[side] {
			out = append(out, side)
		}
	}
	return out
}

// principals lists the sides of a claim by the states and named bodies they are or
// serve, or nothing where one serves nobody that is known.
func (s *set) principals(ids trucewatch.ReportIdentities, claim trucewatch.EventMention) []string {
	var out []string
	for _, p := range slices.Concat(claim.Actors, claim.Recipients) {
		for _, id := range ids.Acts[p] {
			side := id
			if i := slices.IndexFunc(s.lands[id], func(of string) bool { return s.states[of] || s.bodies[of] }); i >= 0 {
				side = s.lands[id][i]
			}
			if !s.states[side] && !s.bodies[side] {
				return nil
			}
			if !slices.Contains(out, side) {
				out = append(out, side)
			}
		}
	}
	return out
}

// The tokens around a trigger in which words that belong to it stand.
const (
	beforeReach = 5
	theReach    = 3
	behindReach = 3
)

// readWords looks at the words around a trigger.
func (s *set) readWords(m *mention, sentence *trucewatch.Sentence) {
	at := m.claim.Token
	trigger := sentence.Word(at)
	m.word, m.noun = strings.ToLower(trigger.Lemma), trigger.UPOS == "NOUN" || trigger.UPOS == "PROPN"
	if strings.HasPrefix(trigger.Rel, "compound") && trigger.Head >= 0 {
		m.ofPaper = slices.Contains(s.rules.papers, strings.ToLower(sentence.Word(trigger.Head).Lemma))
	}
	for j := max(at-beforeReach, 0); j <= min(at+behindReach, sentence.WordCount()-1); j++ {
		word := sentence.Word(j)
		form := strings.ToLower(word.Form)
		switch form {
		case "the", "this", "these", "those", "that":
			m.definite = m.definite || trigger.UPOS != "VERB" && j < at && j >= at-theReach
		case "since":
			m.lead = m.lead && j > at // what the news is the first or worst since is not the news
		}
		if habit, ok := s.rules.series[form]; ok && (habit || j < at && trigger.UPOS != "VERB" && (word.Head == at || trigger.Head == j)) {
			// "hundreds of strikes", not "hundreds of people held a protest", nor "hundreds marched"
			m.serial, m.habit = true, m.habit || habit
		}
	}
	m.serial = m.serial || m.claim.Type == trucewatch.Assault && slices.Contains(s.rules.manyInOne, strings.ToLower(trigger.Form))
}

// because reports whether a rule, named without its language, is among the reasons of a
// mention.
func because(e trucewatch.EventMention, rule string) bool {
	return slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool {
		_, name, _ := strings.Cut(w.Rule, ".")
		return name == rule
	})
}

// allOfIt is the rule by which a happening is told to be in all of its place: "across the
// country".
const allOfIt = "place.all-of-it"

// readReasons takes from the reasons of a mention which rule found it, and what
// coding took from the sentences around it.
func (s *set) readReasons(m *mention) {
	if len(m.claim.Why) == 0 {
		return
	}
	m.family = m.claim.Why[0].Rule
	m.kind = s.rules.kinds[m.family]
	if k := s.rules.years[m.family]; k != nil && because(m.claim, "status.for-years") {
		m.kind, m.family = k, k.standing[0]
	}
	for _, w := range m.claim.Why {
		_, rule, _ := strings.Cut(w.Rule, ".")
		switch rule {
		case "status.will", "status.plans", "status.agreed-to", "status.is-to", "status.due", "status.timetable":
			m.ahead = m.claim.Status == trucewatch.Planned && m.when == nil && w.Words != "would"
		case "inherit.definite", "inherit.same", "inherit.same-day", "inherit.same-year":
			m.same = w.Words
		case "event.in-passing":
			m.passing = true
		case "status.plain":
			m.plain = true
		case "status.signed":
			m.signed = true
		case "status.in-force", "status.not":
			m.shaky = slices.Contains(m.claim.Mode, "ceasefire")
		case "place.told-on":
			m.toldOn = true
		case "place.land-of-news":
			m.guessed = true
		case allOfIt:
			m.allOver = true
		case "place.clause", "place.near", "place.actor", "place.subject":
			m.placed = m.placed && (m.kind == nil || !m.kind.recalled) // of what is told beside it
		case "inherit.main-parties", "inherit.parties-of-talks", "inherit.parties-of-truce", "inherit.parties-of-fighting":
			m.borrowed = true
		}
	}
}

func anyWord(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// leadSentences is how far the head of a report reaches: what it tells there
// without a date is its news.
const leadSentences = 2

// days returns the length of the interval that a mention gives, 0 when it gives none.
func (m *mention) days() int {
	if m.when == nil {
		return 0
	}
	return m.last - m.first + 1
}

// placed returns the interval of a time expression, placing a relative one from
// the publication date, which may have been inferred after it was read.
func placed(w *trucewatch.When, published string) *calendar.Interval {
	if w == nil {
		return nil
	}
	if w.First != "" {
		return &calendar.Interval{First: w.First, Last: w.Last}
	}
	if i, ok := calendar.Anchor(w.Relative, published); ok && w.Relative != "" {
		return &i
	}
	return nil
}
