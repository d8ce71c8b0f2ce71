package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
)

// verb tells a decision in a word.
func verb(k trucewatch.DecisionKind) string {
	switch k {
	case trucewatch.Accept:
		return "accepted"
	case trucewatch.Refuse:
		return "rejected"
	case trucewatch.Unsure:
		return "unsure"
	case trucewatch.Comment:
		return "comment"
	case trucewatch.Undo:
		return "undone"
	case trucewatch.Correct:
		return "corrected"
	case trucewatch.Merge:
		return "merged"
	case trucewatch.Split:
		return "split"
	}
	return string(k)
}

// queuePage shows one claim of the queue, with the way to the others.
type queuePage struct {
	found
	Who, Back, Token string
	Claims, Open     int // under this filter
	Number           int // of the claim that is shown
	Current          *currentClaim
	Prev, Next       string // addresses
	After            string // the next open claim, where a decision leads
	Last             string // the reader's last act, which can be undone
	Stale            int
	BulkTo           string
}

// currentClaim is the claim that is to be judged, beside the others of its happening.
type currentClaim struct {
	judged
	Head     string
	Report   record.Report
	To       string
	Sentence []view.Segment
	Seen     int64
	Others   []otherClaim
	Now      []review.Part // what it says with the decisions; nil where it is as read
}

type otherClaim struct {
	judged
	Label, To string
	Sentence  []view.Segment
}

// claimKey is the key of the address that names a claim beside the filter.
const claimKey = "claim"

func (room *Room) queue(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p := queuePage{found: find(r, l, "/review"), Who: room.who(r), Token: room.settings.Token(), Stale: len(l.Book.Stale)}
	claims := l.queued(p.found)
	p.Claims = len(claims)
	p.Last = l.Book.LastBy(p.Who)
	p.BulkTo = p.At("/review/bulk")
	asked := r.URL.Query().Get(claimKey)
	at, open := -1, -1
	for i, c := range claims {
		if l.Book.StateAt(c) == review.Open {
			p.Open++
			if open < 0 {
				open = i
			}
		}
		if asked != "" && l.Book.Claims[c].Fingerprint == asked {
			at = i
		}
	}
	if at < 0 && asked != "" {
		if _, ok := l.Book.Claim(asked); !ok {
			return shown{}, fault{http.StatusNotFound, "This claim no longer arises; decisions on it stand under Decisions, as stale."}
		}
	}
	if at < 0 {
		at = max(open, 0)
	}
	if len(claims) > 0 {
		p.show(l, claims, at)
	}
	return shown{page: "queue", title: "Review", here: "review", body: p}, nil
}

// queued lists the claims of the happenings that a filter finds, in its order, by
// their places in the book.
func (l *Ledger) queued(f found) []int {
	var out []int
	for _, row := range f.Rows {
		out = append(out, l.Book.PlacesOf(row.ID)...)
	}
	return out
}

// address is where a claim is shown under the filter.
func (p *queuePage) address(c review.Claim) string {
	q := p.Query()
	if q != "" {
		q = "&" + q
	}
	return "/review?" + claimKey + "=" + c.Fingerprint + q
}

// show lays out the claim at a place of the queue.
func (p *queuePage) show(l *Ledger, claims []int, at int) {
	c := l.Book.Claims[claims[at]]
	p.Number, p.Back = at+1, p.address(c)
	if at > 0 {
		p.Prev = p.address(l.Book.Claims[claims[at-1]])
	}
	if at+1 < len(claims) {
		p.Next = p.address(l.Book.Claims[claims[at+1]])
	}
	p.After = p.To(p.Filter.OnPage(1))
	for i := 1; i < len(claims); i++ {
		if next := claims[(at+i)%len(claims)]; l.Book.StateAt(next) == review.Open {
			p.After = p.address(l.Book.Claims[next])
			break
		}
	}
	p.Current = &currentClaim{
		judged: l.judged(c), Report: l.Report(c.Report), To: href(l.TextAnchor(c.Report, c.Start)),
		Sentence: l.quote(c.Report, c.Start, c.End, markOf(c.Kind)), Seen: l.Book.Seen(c.Fingerprint),
	}
	if row, ok := l.Index.Row(c.Event); ok {
		p.Current.Head = row.Head
	}
	if now := l.now()[c.Anchor()]; l.key != "" && !slices.Equal(now, c.Parts) {
		p.Current.Now = now
	}
	for _, o := range l.Book.Of(c.Event) {
		if o.Fingerprint != c.Fingerprint {
			p.Current.Others = append(p.Current.Others, otherClaim{
				l.judged(o), view.Label(l.Report(o.Report)), p.address(o), l.quote(o.Report, o.Start, o.End, markOf(o.Kind)),
			})
		}
	}
}

func markOf(k review.Kind) view.MarkKind {
	switch k {
	case review.Stated:
		return view.Cue
	case review.Counted:
		return view.Count
	case review.Told:
	}
	return view.Trigger
}

// mostAtOnce is how many claims one act may judge.
const mostAtOnce = 1000

// bulkPage shows what a decision on everything under a filter would touch.
type bulkPage struct {
	found
	Who, Token string
	Claims     []int  // by their places in the book
	Sum        string // of the claims, to notice that they changed
	Few        []review.Claim
	Most       int
}

func (room *Room) bulk(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p := bulkPage{found: find(r, l, "/review/bulk"), Who: room.who(r), Token: room.settings.Token(), Most: mostAtOnce}
	p.Claims = l.open(p.found)
	p.Sum = l.sumOf(p.Claims)
	for _, i := range p.Claims[:min(len(p.Claims), 3*mostRows)] {
		p.Few = append(p.Few, l.Book.Claims[i])
	}
	return shown{page: "bulk", title: "Decide on many", here: "review", body: p}, nil
}

// open lists the claims under a filter on which nobody decided.
func (l *Ledger) open(f found) []int {
	return slices.DeleteFunc(l.queued(f), func(c int) bool { return l.Book.StateAt(c) != review.Open })
}

func (l *Ledger) sumOf(claims []int) string {
	h := sha256.New()
	for _, i := range claims {
		fmt.Fprintln(h, l.Book.Claims[i].Fingerprint)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// form reads the fields of a decision.
type form struct {
	kind       trucewatch.DecisionKind
	why, back  string
	token, who string
	seen       int64
	claims     []string
	values     url.Values
}

const longestWhy = 2000 // code points

func (room *Room) form(r *http.Request) (form, error) {
	if err := r.ParseForm(); err != nil {
		return form{}, fault{http.StatusBadRequest, "The form could not be read: " + err.Error()}
	}
	f := form{
		kind: trucewatch.DecisionKind(r.PostForm.Get("kind")), why: strings.TrimSpace(view.Harmless(r.PostForm.Get("why"))), token: r.PostForm.Get("token"),
		back: r.PostForm.Get("back"), who: room.who(r), claims: r.PostForm["claim"], values: r.PostForm,
	}
	f.seen, _ = strconv.ParseInt(r.PostForm.Get("seen"), 10, 64)
	if len([]rune(f.why)) > longestWhy {
		return f, fault{http.StatusBadRequest, fmt.Sprintf("The reason is longer than %d characters.", longestWhy)}
	}
	if !strings.HasPrefix(f.back, "/") || strings.HasPrefix(f.back, "//") || strings.ContainsAny(f.back, "\\\r\n") {
		f.back = "/review"
	}
	return f, nil
}

// check says what a decision lacks.
func (f form) check() error {
	switch f.kind {
	case trucewatch.Accept, trucewatch.Refuse, trucewatch.Unsure:
	case trucewatch.Comment:
		if f.why == "" {
			return fault{http.StatusBadRequest, "A comment needs words: write them into the field and send it again."}
		}
	default:
		return fault{http.StatusBadRequest, fmt.Sprintf("%q is no decision that can be made here.", f.kind)}
	}
	return f.signed()
}

// signed says that the token of a form is missing.
func (f form) signed() error {
	if f.token == "" {
		return fault{http.StatusBadRequest, "The form came without its token. Open the page again."}
	}
	return nil
}

// act names all decisions that one form makes; the same form sent twice makes the same.
func (f form) act() string {
	said := maps.Clone(f.values)
	said.Del("seen") // what the reader had seen does not make it another act
	sum := sha256.Sum256(fmt.Append(nil, said.Encode(), f.who))
	return "d" + hex.EncodeToString(sum[:9])
}

// conflictPage asks again where somebody else decided in the meantime.
type conflictPage struct {
	Kind             trucewatch.DecisionKind
	Why, Back, Token string
	Current          judged
	Seen             int64
}

// judging takes a form that passes a check, and hands it on with the ledger as it stands.
// No other form is taken before then returns.
func (room *Room) judging(r *http.Request, check func(form) error, then func(*Ledger, form) (shown, error)) (shown, error) {
	f, err := room.form(r)
	if err == nil {
		err = check(f)
	}
	if err != nil {
		return shown{}, err
	}
	room.deciding.Lock()
	defer room.deciding.Unlock()
	l, err := room.desk.Ledger(r.Context())
	if err != nil {
		return shown{}, err
	}
	return then(l, f)
}

func (room *Room) decide(w http.ResponseWriter, r *http.Request, _ *Ledger) (shown, error) {
	return room.judging(r, form.check, func(l *Ledger, f form) (shown, error) {
		if len(f.claims) != 1 {
			return shown{}, fault{http.StatusBadRequest, "The form names no claim."}
		}
		c, ok := l.Book.Claim(f.claims[0])
		if !ok {
			return shown{}, fault{http.StatusConflict, "This claim is read otherwise by now. Look at it again before you decide."}
		}
		if seen := l.Book.Seen(c.Fingerprint); seen > f.seen && !l.Book.Has(f.act()+"-0") {
			body := conflictPage{f.kind, f.why, f.back, f.token, l.judged(c), seen}
			return shown{page: "conflict", title: "Somebody else decided", here: "review", body: body, status: http.StatusConflict}, nil
		}
		return shown{}, room.keep(w, r, l, f, []trucewatch.Decision{review.Decided(c, f.kind)})
	})
}

func (room *Room) decideBulk(w http.ResponseWriter, r *http.Request, _ *Ledger) (shown, error) {
	return room.judging(r, form.check, func(l *Ledger, f form) (shown, error) {
		if l.Book.Has(f.act() + "-0") {
			http.Redirect(w, r, f.back, http.StatusSeeOther)
			return shown{}, nil
		}
		q, err := url.ParseQuery(f.values.Get("filter"))
		if err != nil {
			return shown{}, fault{http.StatusBadRequest, "The filter could not be read."}
		}
		claims := l.open(findIn(q, l, "/review/bulk"))
		switch {
		case l.sumOf(claims) != f.values.Get("sum"):
			return shown{}, fault{http.StatusConflict, "What is open under this filter has changed since you looked. Look at it again before you decide."}
		case len(claims) > mostAtOnce:
			return shown{}, fault{http.StatusBadRequest, fmt.Sprintf("These are %d claims, and one act may judge %d. Choose a narrower filter.", len(claims), mostAtOnce)}
		}
		decisions := make([]trucewatch.Decision, len(claims))
		for i, c := range claims {
			decisions[i] = review.Decided(l.Book.Claims[c], f.kind)
		}
		return shown{}, room.keep(w, r, l, f, decisions)
	})
}

func (room *Room) undo(w http.ResponseWriter, r *http.Request, _ *Ledger) (shown, error) {
	return room.judging(r, func(form) error { return nil }, func(l *Ledger, f form) (shown, error) {
		var decisions []trucewatch.Decision
		for _, e := range l.Book.Act(f.values.Get("act")) {
			decisions = append(decisions, review.Undone(e))
		}
		if len(decisions) == 0 {
			return shown{}, fault{http.StatusConflict, "There is nothing to undo: it is undone already, or was never decided."}
		}
		return shown{}, room.keep(w, r, l, f, decisions)
	})
}

// keep signs decisions, hands them to the desk and leads the reader on.
func (room *Room) keep(w http.ResponseWriter, r *http.Request, l *Ledger, f form, decisions []trucewatch.Decision) error {
	now, act := room.settings.Now(), f.act()
	var fresh []trucewatch.Decision
	for i, d := range decisions {
		d.ID, d.Who, d.When, d.Why = fmt.Sprintf("%s-%d", act, i), f.who, now, f.why
		if !l.Book.Has(d.ID) {
			fresh = append(fresh, d)
		}
	}
	if err := room.desk.Decide(r.Context(), fresh); err != nil {
		return err
	}
	http.Redirect(w, r, f.back, http.StatusSeeOther)
	return nil
}

// logPage is the log of decisions, the last first, with those that are stale.
type logPage struct {
	Who, Back, Token string
	Entries          []logEntry
	Total            int
	Stale            []review.Stale
}

type logEntry struct {
	review.Entry
	Act       string
	Says      string
	To        string   // the claim, where it still arises
	Set       []string // corrected fields
	Of        string   // what is merged or split
	Regrouped bool
	Outcome   review.Outcome
}

const mostLogged = 200

func (room *Room) log(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p := logPage{Who: room.who(r), Back: "/decisions", Token: room.settings.Token(), Total: len(l.Book.Log), Stale: l.Book.Stale}
	for _, e := range slices.Backward(l.Book.Log) {
		if len(p.Entries) == mostLogged {
			break
		}
		p.Entries = append(p.Entries, l.logged(e))
	}
	return shown{page: "log", title: "Decisions", here: "review", body: p}, nil
}

const (
	whoCookie  = "who"
	longestWho = 60
	aYear      = 365 * 24 * 60 * 60
)

// who is in whose name this browser decides.
func (room *Room) who(r *http.Request) string {
	if c, err := r.Cookie(whoCookie); err == nil {
		if name, err := url.QueryUnescape(c.Value); err == nil && cleanName(name) != "" {
			return cleanName(name)
		}
	}
	return room.settings.Who
}

// cleanName makes a name of what was typed: printable, and not too long.
func cleanName(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, view.Harmless(s))), " ")
	if r := []rune(s); len(r) > longestWho {
		s = string(r[:longestWho])
	}
	return s
}

func (room *Room) nameReader(w http.ResponseWriter, r *http.Request, _ *Ledger) (shown, error) {
	f, err := room.form(r)
	if err != nil {
		return shown{}, err
	}
	name := cleanName(f.values.Get("who"))
	if name == "" {
		return shown{}, fault{http.StatusBadRequest, "A name is needed, so that others see who decided."}
	}
	http.SetCookie(w, &http.Cookie{Name: whoCookie, Value: url.QueryEscape(name), Path: "/", MaxAge: aYear, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, f.back, http.StatusSeeOther)
	return shown{}, nil
}
