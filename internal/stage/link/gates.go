package link

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// compatible holds the gates: what can never be one happening.
func (s *set) compatible(a, b *mention) bool {
	if a.claim.Type != b.claim.Type || !sameStanding(a, b) || !sameWords(a, b) {
		return false
	}
	if a.ref.Report == b.ref.Report && a.claim.Sentence == b.claim.Sentence {
		return false // a sentence that names two of a kind tells of two
	}
	if !sameTime(a, b) || misplaced(a, b) || misplaced(b, a) {
		return false
	}
	if recalled(a, b) {
		if past(a, b) || past(b, a) {
			return false
		}
		return s.sameSides(a, b) && (a.when != nil && b.when != nil || s.somewhere(a, b))
	}
	if a.claim.Background != b.claim.Background && !takenUp(a, b) && (a.when == nil || b.when == nil) {
		return false // history told in passing is not the news beside it
	}
	return s.sameSides(a, b) && s.somewhere(a, b)
}

// sameWords reports whether the words by which two are told may be words for one thing.
func sameWords(a, b *mention) bool {
	return alike(a.kind, b.kind) && sameNumber(a, b) && !otherWord(a, b)
}

// sameNumber reports whether both are one thing, both a series or both what is done as a rule.
func sameNumber(a, b *mention) bool { return a.serial == b.serial && a.habit == b.habit }

// later returns the one of two mentions of a report that stands behind the other.
func later(a, b *mention) *mention {
	if a.claim.Start > b.claim.Start {
		return a
	}
	return b
}

// takenUp reports whether two stand in one report, and the later comes back by a word of its
// kind to what was told: "the meeting", "this attack".
func takenUp(a, b *mention) bool {
	return a.ref.Report == b.ref.Report && a.kind != nil && a.kind == b.kind && later(a, b).definite
}

// otherWord reports whether one report tells of two by words of two kinds: where it tells of a
// strike and then of a killing, nothing says that this is the strike, unless the later word
// takes up what was told. A war is never told as one of its fights, but "fighting" may be it
// where both are told to last as long.
func otherWord(a, b *mention) bool {
	if a.ref.Report != b.ref.Report || a.kind == b.kind {
		return false
	}
	if a.kind != nil && a.kind.recalled || b.kind != nil && b.kind.recalled {
		return a.when == nil || b.when == nil || *a.when != *b.when || a.days() <= weekDays
	}
	return !later(a, b).definite
}

// goesOnBeside reports whether a tells by another word what goes on, without a time, and b
// what was done on one day: "the violence" that lasts is not the attack told last.
func goesOnBeside(a, b *mention) bool {
	return a.claim.Type == trucewatch.Assault && a.claim.Status == trucewatch.Ongoing && a.when == nil && b.claim.Status == trucewatch.Occurred && b.days() == 1 && b.dated && a.kind != b.kind
}

// recalled reports whether both are something that reports come back to long
// after: its date tells more than the place that stands beside it.
func recalled(a, b *mention) bool {
	return a.kind != nil && a.kind == b.kind && a.kind.recalled
}

// past reports whether a is of an old time and over, and b in force now: the truce of
// fifty years ago is not the one that reporters of today call the truce.
func past(a, b *mention) bool {
	return old(a) && a.claim.Status == trucewatch.Occurred && b.when == nil && b.claim.Status == trucewatch.Ongoing
}

// sameSides reports whether the sides of two mentions may be those of one
// happening: one at least is on both, or those of one are only a guess, or a report
// comes back to a happening by a word of its kind ("the attack"), beside which
// others may stand who had no part in it.
func (s *set) sameSides(a, b *mention) bool {
	if otherVictims(a, b) {
		return false
	}
	if takenUp(a, b) {
		return a.claim.Type != trucewatch.Assault || !turned(a, b)
	}
	if len(a.sides) == 0 || len(b.sides) == 0 || a.borrowed || b.borrowed {
		return true
	}
	if mutual(a) {
		return s.sameBetween(a, b)
	}
	return shared(a.sides, b.sides) > 0 && !turned(a, b) && !othersMet(a, b)
}

// otherVictims reports whether each of two acts of force is told to have been done to persons
// with a name, and to none of the same: the killing of one man is not that of another.
func otherVictims(a, b *mention) bool {
	return a.claim.Type == trucewatch.Assault && len(a.struck) > 0 && len(b.struck) > 0 && shared(a.struck, b.struck) == 0
}

// othersMet reports whether each of two meetings is told with the names of those who met,
// and each has one whom the other has not.
func othersMet(a, b *mention) bool {
	if a.claim.Type != trucewatch.Consult || len(a.people) < 2 || len(b.people) < 2 {
		return false
	}
	n := shared(a.people, b.people)
	return n < len(a.people) && n < len(b.people)
}

// mutual reports whether a happening is what two sides have between them: a truce, a
// release, an accord, its signing. Who is said to act says nothing of it. To talks a host
// may be counted or not.
func mutual(m *mention) bool {
	return m.claim.Type == trucewatch.Retreat || m.claim.Type == trucewatch.Agree || m.kind != nil && m.kind.between
}

// sameBetween reports whether two mentions may be of one thing that sides have between
// them: none is told with a third side. Who lets go, and who is let go, may not change.
func (s *set) sameBetween(a, b *mention) bool {
	if a.claim.Type == trucewatch.Retreat && !recalled(a, b) && (crossed(a, b) || crossed(b, a)) {
		return false
	}
	return half(a) || half(b) || shared(a.sides, b.sides) > 0 && !s.thirdSides(a, b)
}

// crossed reports whether those who act in a are none of those who act in b, and some of
// those it is done to: a release by one side is not the release of its own men.
func crossed(a, b *mention) bool {
	return shared(a.by, b.by) == 0 && shared(a.by, b.upon) > 0
}

// half reports whether a mention of what two have between them leaves one of them out.
func half(m *mention) bool { return len(m.pair) < 2 }

// thirdSides reports whether each of two has a side that the other has not: what A has
// with B is not what A has with C. A report that names both B and C may only have been
// read wrongly.
func (s *set) thirdSides(a, b *mention) bool {
	return s.lacks(a, b) && s.lacks(b, a)
}

// lacks reports whether a has a side that b has not, nor the report of b.
func (s *set) lacks(a, b *mention) bool {
	named := s.ids.Reports[b.ref.Report].Names
	return slices.ContainsFunc(a.pair, func(side string) bool {
		return !slices.Contains(b.pair, side) && !slices.Contains(named, side)
	})
}

// turned reports whether those who act in one mention are none of those who act in
// the other, and each says who is acted on: what A did to B is not what B did to A, nor
// to anybody else.
func turned(a, b *mention) bool {
	if a.claim.Type == trucewatch.Assault {
		return len(a.by) > 0 && len(b.by) > 0 && shared(a.by, b.by) == 0 && shared(a.by, b.upon)+shared(a.upon, b.by) > 0
	}
	return len(a.by) > 0 && len(a.upon) > 0 && len(b.by) > 0 && len(b.upon) > 0 && shared(a.by, b.by) == 0
}

// sameTime reports whether the dates of two mentions meet, or are the two dates of
// one night. What reports come back to has many dates: of its signing, its coming
// into force, its end.
func sameTime(a, b *mention) bool {
	if a.when == nil || b.when == nil || a.first <= b.last && b.first <= a.last {
		return true
	}
	if recalled(a, b) && (lasts(a) && lasts(b) || !toldApart(a, b)) {
		return true
	}
	return nightBetween(a, b) || nightBetween(b, a)
}

// lasts reports whether a mention tells how things stand, as going on: the day beside a
// war that goes on is the one it began on, or one of its days.
func lasts(m *mention) bool {
	return m.claim.Status == trucewatch.Ongoing && m.kind != nil && slices.Contains(m.kind.standing, m.family)
}

// The days between two dates from which two accords or truces of the same sides are
// two: where each is told with its own day or week, where one was only planned, and in any case.
const (
	apartDays   = 31
	apartMonths = 92
	apartInAny  = 366
	closeToADay = 7
)

// toldApart reports whether the dates of two things that reports come back to are
// those of two. Two years are two names: "the 1973 armistice", "the 1974 accord".
func toldApart(a, b *mention) bool {
	gap := max(a.first-b.last, b.first-a.last)
	if min(a.days(), b.days()) >= wideDays || old(a) || old(b) {
		return true
	}
	longest := max(a.days(), b.days())
	if a.happened != b.happened && longest <= closeSpanDays && gap > apartMonths {
		return true // one was to come about months before the other did
	}
	return gap >= apartInAny || gap > apartDays && a.dated && b.dated && longest <= closeToADay
}

// nightBetween reports whether one night may lie between two mentions: "late on
// Thursday" and Friday, or Thursday and "early on Friday".
func nightBetween(a, b *mention) bool {
	return a.last+1 == b.first && (a.evening && !b.evening || b.morning && !a.morning)
}

// somewhere reports whether two mentions may be at one place: where the place of
// either is not said in its own sentence, where their places lie together, or where the sentences name
// places that do.
func (s *set) somewhere(a, b *mention) bool {
	if !a.placed || !b.placed || s.together(a.place, b.place) {
		return true
	}
	for _, p := range a.around {
		if slices.ContainsFunc(b.around, func(q string) bool { return s.together(p, q) }) {
			return true
		}
	}
	return false
}

// newsDays is how old the news at the head of a report may be.
const newsDays = 10

// stale reports whether b is of a time too long before the report whose head
// tells of a as its news.
func stale(a, b *mention) bool {
	return a.lead && b.when != nil && a.told-b.last >= newsDays
}

// misplaced reports whether b cannot be what a is by where the two stand in time beside
// the days on which they are told.
func misplaced(a, b *mention) bool {
	return stale(a, b) || toCome(a, b) || bygone(a, b) || goesOnBeside(a, b)
}

// bygoneDays is how long before a report the force is over that the report tells of as
// these days'.
const bygoneDays = 92

// bygone reports whether b is force of a time long before the report that tells of a as
// of its own days.
func bygone(a, b *mention) bool {
	return ofTheseDays(a) && !recalled(a, b) && a.told > 0 && b.when != nil && a.told-b.last >= bygoneDays
}

// ofTheseDays reports whether a report tells of force as of its own days, by no word that
// takes up what was told before.
func ofTheseDays(m *mention) bool {
	return m.claim.Type == trucewatch.Assault && m.claim.Status == trucewatch.Occurred && m.about != nil && !m.definite
}

// soonDays is within how many days a round of talks that is planned without a day is
// the next one held.
const soonDays = 14

// toCome reports whether a still lies ahead when b is told as over: the next round of
// talks is none of those held, nor one held long after.
func toCome(a, b *mention) bool {
	switch {
	case a.claim.Type != trucewatch.Consult || !a.ahead || b.claim.Status != trucewatch.Occurred:
		return false // talks that go on may be those that are to go on
	case b.when != nil && a.told > 0:
		return b.last < a.told || b.first > a.told+soonDays
	}
	return a.ref.Report == b.ref.Report || b.told > 0 && b.told <= a.told
}

// sameStanding lets a plan join what came of it, and keeps what was only asked
// for, or did not happen, apart from what did. A report that tells of a plan may say
// beside it what would come of it. What it takes up again ("the release") is what it told,
// however that stands by then, and so is what the news seldom has two of; but force that is
// feared is not what was done.
func sameStanding(a, b *mention) bool {
	x, y := a.claim.Status, b.claim.Status
	switch {
	case x == y || a.happened && b.happened:
		return true
	case takenUp(a, b) && !forceful(a.claim.Type) || once(a, b) && (a.definite || b.definite):
		return true
	case x == trucewatch.Planned:
		return b.happened || y == trucewatch.Proposed && a.ref.Report == b.ref.Report
	case y == trucewatch.Planned:
		return a.happened || x == trucewatch.Proposed && a.ref.Report == b.ref.Report
	}
	return false
}

func shared(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}
