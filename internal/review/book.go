package review

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// State is how a claim, or a happening, stands in the eyes of those who judged it.
type State string

// The states. Partly is of a happening only: some of its claims are judged, or they
// are judged differently.
const (
	Open     State = "open"
	Accepted State = "accepted"
	Refused  State = "rejected"
	Unsure   State = "unsure"
	Partly   State = "in part"
)

// Entry is one decision with whether it still holds.
type Entry struct {
	trucewatch.Decision
	Undone bool
}

// Stale is a claim that was decided on and that no longer arises, or is now read
// otherwise.
type Stale struct {
	Fingerprint string
	Words       string // as they were quoted
	Says        string // what was read then
	Now         *Claim // what is read there now; nil where nothing is
	Why         string // what the decision lacks, where the claim itself still arises
	State       State
	History     []Entry
}

// Book is the log of decisions laid over the claims of one reading. It is only read
// once made.
type Book struct {
	Claims []Claim
	Stale  []Stale
	Log    []Entry // in order
	Last   int64   // Seq of the last decision
	// Outcomes say what became of each decision that changes the record, by its ID.
	Outcomes map[string]Outcome
	at       map[string]int
	history  map[string][]int // by fingerprint: indices into Log
	events   map[string][]int // by happening: indices into Claims
	states   []State          // of Claims
	ids      map[string]bool
}

// New replays a log of decisions, in the order of their Seq, over a reading.
func New(x *Reading, log []trucewatch.Decision) (*Book, Laid) {
	laid := x.Lay(log)
	return laid.Book(log), laid
}

// Book replays a log over claims that the decisions which change the record are laid
// over already: the same log, or one that only judges more.
func (laid Laid) Book(log []trucewatch.Decision) *Book {
	claims := laid.Claims
	if laid.Outcomes == nil {
		laid.Outcomes = map[string]Outcome{}
	}
	b := &Book{
		Outcomes: laid.Outcomes,
		Claims:   claims, at: make(map[string]int, len(claims)), history: map[string][]int{}, events: map[string][]int{}, ids: map[string]bool{},
	}
	for i, c := range claims {
		b.at[c.Fingerprint] = i
		b.events[c.Event] = append(b.events[c.Event], i)
	}
	b.Log = inForce(log)
	b.Outcomes = maps.Clone(b.Outcomes)
	for i, d := range b.Log {
		if d.Undone && Changes(d.Kind) {
			b.Outcomes[d.ID] = Outcome{Effect: Withdrawn}
		}
		b.history[d.Fingerprint] = append(b.history[d.Fingerprint], i)
		b.ids[d.ID] = true
		b.Last = max(b.Last, d.Seq)
	}
	b.states = make([]State, len(claims))
	for i, c := range claims {
		b.states[i] = b.State(c.Fingerprint)
	}
	b.stale()
	return b
}

// StateAt is the state of a claim by its place in Claims.
func (b *Book) StateAt(i int) State { return b.states[i] }

// PlacesOf returns the places in Claims of those about a happening.
func (b *Book) PlacesOf(event string) []int { return b.events[event] }

// inForce says of each decision whether a later one undid it. An undoing can be
// undone in turn.
func inForce(log []trucewatch.Decision) []Entry {
	out := make([]Entry, len(log))
	undone := map[string]bool{}
	for i, d := range slices.Backward(log) {
		out[i] = Entry{d, undone[d.ID]}
		if d.Kind == trucewatch.Undo && !undone[d.ID] {
			undone[PayloadOf(d).Undoes] = true
		}
	}
	return out
}

// Decided makes a decision on a claim. Who, when, why and the ID are the caller's.
func Decided(c Claim, kind trucewatch.DecisionKind) trucewatch.Decision {
	return trucewatch.Decision{Kind: kind, Fingerprint: c.Fingerprint, Words: c.Words, Payload: encoded(Payload{Says: c.Says})}
}

// Undone makes the decision that another no longer holds.
func Undone(e Entry) trucewatch.Decision {
	return trucewatch.Decision{
		Kind: trucewatch.Undo, Fingerprint: e.Fingerprint, Words: e.Words,
		Payload: encoded(Payload{Says: PayloadOf(e.Decision).Says, Undoes: e.ID}),
	}
}

func encoded(p Payload) []byte {
	b, err := json.Marshal(p)
	if err != nil {
		return nil // two strings can always be written
	}
	return b
}

// stale finds the decisions whose claim no longer arises as it was, and those that
// cannot be applied.
func (b *Book) stale() {
	now := map[string]int{}
	for i, c := range b.Claims {
		now[anchorOf(c.Fingerprint)] = i
	}
	done := map[string]bool{}
	for _, d := range b.Log {
		outcome := b.Outcomes[d.ID]
		_, live := b.at[d.Fingerprint]
		if outcome.Effect != Lost && (live || regroups(d.Fingerprint)) || done[d.Fingerprint] {
			continue
		}
		done[d.Fingerprint] = true
		s := Stale{
			Fingerprint: d.Fingerprint, Words: d.Words, Says: PayloadOf(d.Decision).Says, Why: outcome.Why, State: b.State(d.Fingerprint), History: b.History(d.Fingerprint),
		}
		if i, ok := now[anchorOf(d.Fingerprint)]; ok {
			s.Now = &b.Claims[i]
		}
		b.Stale = append(b.Stale, s)
	}
}

// regroups reports whether a fingerprint is that of a merge or a split.
func regroups(fingerprint string) bool {
	return strings.HasPrefix(fingerprint, string(trucewatch.Merge)+"-") || strings.HasPrefix(fingerprint, string(trucewatch.Split)+"-")
}

// Since returns the decisions of a log after a Seq that still hold and are about one
// of the same things as another decision: what somebody else decided in the meantime.
func (b *Book) Since(seq int64, d trucewatch.Decision) []Entry {
	subjects := Subjects(d)
	var out []Entry
	for _, e := range b.Log {
		if regroups(d.Fingerprint) && !Changes(e.Kind) {
			continue // a judgement of a claim does not gainsay that two happenings are one
		}
		if e.Seq > seq && !e.Undone && e.Kind != trucewatch.Undo && slices.ContainsFunc(Subjects(e.Decision), func(s string) bool { return slices.Contains(subjects, s) }) {
			out = append(out, e)
		}
	}
	return out
}

// Claim returns the claim of a fingerprint, and whether it arises.
func (b *Book) Claim(fingerprint string) (Claim, bool) {
	i, ok := b.at[fingerprint]
	if !ok {
		return Claim{}, false
	}
	return b.Claims[i], true
}

// Of returns the claims about a happening.
func (b *Book) Of(event string) []Claim {
	out := make([]Claim, len(b.events[event]))
	for i, at := range b.events[event] {
		out[i] = b.Claims[at]
	}
	return out
}

// History returns every decision on a fingerprint, the undone ones too, in order.
func (b *Book) History(fingerprint string) []Entry {
	out := make([]Entry, len(b.history[fingerprint]))
	for i, at := range b.history[fingerprint] {
		out[i] = b.Log[at]
	}
	return out
}

// Changed returns the decisions that changed a happening and hold, in order.
func (b *Book) Changed(event string) []Entry {
	var out []Entry
	for _, e := range b.Log {
		if slices.Contains(b.Outcomes[e.ID].Events, event) {
			out = append(out, e)
		}
	}
	return out
}

// Has reports whether a decision is in the log.
func (b *Book) Has(id string) bool { return b.ids[id] }

// Act returns the decisions of one act, which share the beginning of their ID, that
// still hold and are no undoing.
func (b *Book) Act(act string) []Entry {
	var out []Entry
	for _, e := range b.Log {
		if strings.HasPrefix(e.ID, act+"-") && !e.Undone && e.Kind != trucewatch.Undo {
			out = append(out, e)
		}
	}
	return out
}

// ActOf returns the act that a decision is part of.
func ActOf(id string) string {
	if i := strings.LastIndexByte(id, '-'); i > 0 {
		return id[:i]
	}
	return id
}

// LastBy returns the last act of somebody that can be undone, or an empty string.
func (b *Book) LastBy(who string) string {
	for _, e := range slices.Backward(b.Log) {
		if e.Who == who && !e.Undone && e.Kind != trucewatch.Undo {
			return ActOf(e.ID)
		}
	}
	return ""
}

// Seen returns the Seq of the last decision on a fingerprint, or 0.
func (b *Book) Seen(fingerprint string) int64 {
	h := b.history[fingerprint]
	if len(h) == 0 {
		return 0
	}
	return b.Log[h[len(h)-1]].Seq
}

// State is what the last decision on a fingerprint that holds says of it.
func (b *Book) State(fingerprint string) State {
	for _, i := range slices.Backward(b.history[fingerprint]) {
		if e := b.Log[i]; !e.Undone {
			switch e.Kind {
			case trucewatch.Accept, trucewatch.Correct:
				return Accepted
			case trucewatch.Refuse:
				return Refused
			case trucewatch.Unsure:
				return Unsure
			case trucewatch.Comment, trucewatch.Undo, trucewatch.Merge, trucewatch.Split:
			}
		}
	}
	return Open
}

// States says of each happening on which somebody decided how far it is judged.
func (b *Book) States() map[string]string {
	out := map[string]string{}
	for fingerprint := range b.history {
		i, live := b.at[fingerprint]
		if !live {
			continue
		}
		event := b.Claims[i].Event
		if s := b.StateOf(event); s != Open {
			out[event] = string(s)
		}
	}
	return out
}

// StateOf is the state of a happening: that of its claims where they agree.
func (b *Book) StateOf(event string) State {
	state := State("")
	for _, i := range b.events[event] {
		s := b.states[i]
		if state != "" && s != state {
			return Partly
		}
		state = s
	}
	if state == "" {
		return Open
	}
	return state
}
