// Package web is the reading room: the ledger in a browser, with every value
// leading to the sentence that it came from. Pages are made here, whole, and need
// neither script nor network; what reports hold is shown as text, whatever it is.
package web

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/draw"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/web/api"
)

//go:embed templates
var templates embed.FS

//go:embed assets
var assets embed.FS

// Desk hands out what the reading room shows.
type Desk interface {
	// Ledger returns the ledger as it now stands. It is the same pointer as long as
	// nothing has changed.
	Ledger(ctx context.Context) (*Ledger, error)
	// Decide keeps decisions, in order. A Ledger that is asked for afterwards has them.
	Decide(ctx context.Context, decisions []trucewatch.Decision) error
	// Mark returns how far somebody has seen the changes; the zero mark is never.
	Mark(ctx context.Context, who string) (Mark, error)
	// SetMark keeps it.
	SetMark(ctx context.Context, who string, m Mark) error
	// Await returns the ledger when it is another than the one that was seen, or after
	// some seconds the same.
	Await(ctx context.Context, seen *Ledger) (*Ledger, error)
}

// Mark says up to which change somebody has seen what is new, and when that was said.
type Mark struct {
	Seq  int64
	When time.Time
}

// Settings are what the room needs of the world around it.
type Settings struct {
	Who      string           // in whose name decisions are made, unless the reader says so
	Now      func() time.Time // the clock
	Token    func() string    // a word that nobody can guess, and never the same twice
	Complain func(error)      // is told of faults of the program; may be nil
	Version  string           // of the program
	Bundle   fs.FS            // what the bundled scripts are made of; nil for a room with its own drawings alone
}

// Room serves the pages.
type Room struct {
	desk      Desk
	settings  Settings
	pages     map[string]*template.Template
	listeners atomic.Int32 // who wait for news
	drawing   sync.Mutex   // guards land
	land      *draw.Ground
	deciding  sync.Mutex // held from looking whether somebody else decided until it is kept
}

// New returns the handler of all pages, with its guards around it.
func New(desk Desk, settings Settings) (http.Handler, error) {
	room := &Room{desk: desk, settings: settings, pages: map[string]*template.Template{}}
	names, err := templates.ReadDir("templates")
	if err != nil {
		return nil, fmt.Errorf("listing the templates: %w", err)
	}
	for _, f := range names {
		name := strings.TrimSuffix(f.Name(), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		t, err := template.New("layout.html").Funcs(functions()).ParseFS(templates, "templates/layout.html", "templates/parts.html", "templates/"+f.Name())
		if err != nil {
			return nil, fmt.Errorf("reading template %s: %w", f.Name(), err)
		}
		room.pages[name] = t
	}
	mux := http.NewServeMux()
	own, err := fs.Sub(assets, "assets")
	if err != nil {
		return nil, fmt.Errorf("opening the assets: %w", err)
	}
	if err := addAssets(mux, own); err != nil {
		return nil, err
	}
	if settings.Bundle != nil {
		if err := addAssets(mux, settings.Bundle); err != nil {
			return nil, err
		}
	}
	api.Add(mux, settings.Version, func(ctx context.Context) (api.State, error) {
		l, err := desk.Ledger(ctx)
		if err != nil {
			return api.State{}, err
		}
		return room.state(l), nil
	}, room.judge)
	for pattern, show := range room.routes() {
		mux.Handle(pattern, room.handle(show))
	}
	return guard(mux, http.HandlerFunc(room.live)), nil
}

// state is a ledger as programs see it.
func (room *Room) state(l *Ledger) api.State {
	return api.State{Index: l.Index, Book: l.Book, Changes: l.News, Digest: l.Digest, Shown: l.digest, Tag: l.tag(), Groups: l.groups, Token: room.settings.Token}
}

// judge keeps a decision that a program sent.
func (room *Room) judge(ctx context.Context, who string, decide func(api.State) (trucewatch.Decision, error)) (api.State, error) {
	room.deciding.Lock()
	defer room.deciding.Unlock()
	l, err := room.desk.Ledger(ctx)
	if err != nil {
		return api.State{}, err
	}
	d, err := decide(room.state(l))
	if err != nil {
		return room.state(l), err
	}
	d.Who, d.When = cmp.Or(cleanName(who), room.settings.Who), room.settings.Now()
	if err := room.desk.Decide(ctx, []trucewatch.Decision{d}); err != nil {
		return api.State{}, err
	}
	if l, err = room.desk.Ledger(ctx); err != nil {
		return api.State{}, err
	}
	return room.state(l), nil
}

// shown is what a page function yields: a page of a template, or what it wrote itself.
type shown struct {
	page  string // name of the template; empty where the answer is written
	title string
	here  string // the part of the room it belongs to
	body  any
	news  int64
	// pending says that a decision is not laid over the record yet.
	pending bool
	// status is the status of the answer, 200 if it is left open.
	status int
}

// pageFunc makes one page of a ledger.
type pageFunc func(w http.ResponseWriter, r *http.Request, l *Ledger) (shown, error)

func (room *Room) routes() map[string]pageFunc {
	return map[string]pageFunc{
		"GET /{$}":             room.today,
		"GET /happenings":      room.table,
		"GET /happenings/{id}": room.happening,
		"GET /export/{format}": room.export,
		"GET /map":             room.picture,
		"GET /map/drawn":       room.drawn,
		"GET /agreements":      room.agreements,
		"GET /reports":         room.reports,
		"GET /reports/{id}":    room.reader,
		"GET /actors":          room.actors,
		"GET /actors/{id}":     room.actor,
		"GET /places":          room.places,
		"GET /places/{id}":     room.place,
		"GET /review":          room.queue,
		"GET /review/bulk":     room.bulk,
		"GET /decisions":       room.log,
		"POST /decisions":      room.decide,
		"POST /decisions/bulk": room.decideBulk,
		"POST /decisions/undo": room.undo,
		"POST /who":            room.nameReader,

		"GET /review/correct":        room.correct,
		"GET /happenings/{id}/merge": room.mergeHappening,
		"GET /happenings/{id}/split": room.splitHappening,
		"GET /actors/{id}/merge":     room.mergeActor,
		"GET /actors/{id}/split":     room.splitActor,
		"GET /places/{id}/merge":     room.mergePlace,
		"GET /places/{id}/split":     room.splitPlace,
		"GET /reports/{id}/copies":   room.copiesOf,
		"POST /decisions/correct":    room.decideCorrection,
		"POST /decisions/merge":      room.decideMerge,
		"POST /decisions/split":      room.decideSplit,

		"GET /disagreements": room.disagreements,
		"GET /about":         room.about,
		"GET /changes":       room.changes,
		"POST /seen":         room.seen,
		"/":                  room.nowhere,
	}
}

// fault is an answer that is no page of the ledger.
type fault struct {
	status int
	what   string
}

func (f fault) Error() string { return f.what }

// missing is the fault of asking for what the ledger does not hold.
func missing(what, id string) error {
	return fault{http.StatusNotFound, fmt.Sprintf("The ledger holds no %s %q. It may have gone with a newer reading.", what, id)}
}

func (room *Room) nowhere(_ http.ResponseWriter, r *http.Request, _ *Ledger) (shown, error) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return shown{}, fault{http.StatusMethodNotAllowed, "This page takes nothing in."}
	}
	return shown{}, fault{http.StatusNotFound, fmt.Sprintf("There is no page %q here.", r.URL.Path)}
}

// layout is what every page shows around its own.
type layout struct {
	Title, Here string
	News        int64  // Seq of the last change that the page knows of
	Pending     bool   // a decision is not laid over the record yet
	Bundled     bool   // there are scripts of libraries
	Words       string // what was searched for
	Body        any
}

func (room *Room) handle(show pageFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := room.answer(show, w, r)
		if err == nil {
			return
		}
		var f fault
		if !errors.As(err, &f) {
			if r.Context().Err() == nil {
				room.complain(fmt.Errorf("answering %s: %w", r.URL.Path, err))
			}
			f = fault{http.StatusInternalServerError, "Something is wrong with the program or its database: " + err.Error()}
		}
		if err := room.write(w, r, f.status, shown{page: "fault", title: http.StatusText(f.status), body: f.what}); err != nil {
			room.complain(err)
		}
	})
}

func (room *Room) complain(err error) {
	if room.settings.Complain != nil {
		room.settings.Complain(err)
	}
}

func (room *Room) answer(show pageFunc, w http.ResponseWriter, r *http.Request) error {
	l, err := room.desk.Ledger(r.Context())
	if err != nil {
		return err
	}
	told := r.URL.Path == "/" || r.URL.Path == "/changes" // these depend on the clock and the reader's mark, too
	if r.Method != http.MethodPost && !told && l.unchanged(w, r, room.who(r)) {
		return nil
	}
	s, err := show(w, r, l)
	if err != nil {
		w.Header().Del("ETag")
		return err
	}
	if s.page == "" {
		return nil
	}
	if s.pending = l.pending; l.News != nil {
		s.news = l.News.Last
	}
	return room.write(w, r, cmp.Or(s.status, http.StatusOK), s)
}

// write fills a template; nothing is sent before all of it is there.
func (room *Room) write(w http.ResponseWriter, r *http.Request, status int, s shown) error {
	var b bytes.Buffer
	err := room.pages[s.page].Execute(&b, layout{Title: s.title, News: s.news, Pending: s.pending, Bundled: room.settings.Bundle != nil, Here: s.here, Words: r.URL.Query().Get("q"), Body: s.body})
	if err != nil {
		return fmt.Errorf("filling page %s: %w", s.page, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	if _, err := b.WriteTo(w); err != nil {
		return nil //nolint:nilerr // the reader went away
	}
	return nil
}

// href turns an anchor of the view into the address of a page.
func href(anchor string) string {
	switch kind, rest, _ := strings.Cut(anchor, "-"); kind {
	case "text":
		if i := strings.LastIndexByte(rest, '-'); i > 0 {
			return "/reports/" + url.PathEscape(rest[:i]) + "#" + anchor
		}
	case "report":
		return "/reports/" + url.PathEscape(rest)
	case "actor":
		return "/actors/" + url.PathEscape(rest)
	case "agreement":
		return "/agreements#" + anchor
	}
	return ""
}

func functions() template.FuncMap {
	return template.FuncMap{
		"href": href, "label": view.Label, "published": view.Published, "plural": view.Plural, "join": record.Join, "number": view.Number,
		"day":     func(s any) string { return view.Day(record.Nullable(fmt.Sprint(s))) },
		"bounds":  view.Bounds,
		"grouped": view.Grouped,
		"lower":   strings.ToLower,
		"verb":    verb,
		"words":   func(c query.Column) string { return c.Title() },
		"path":    url.PathEscape,
		"filter": func(a query.Attribute, value string) string {
			return "/happenings?" + query.Filter{}.Toggled(a, value).Encode()
		},
		"web":     isWeb,
		"add":     func(a, b float64) float64 { return a + b },
		"less":    func(a, b int) int { return a - b },
		"outside": func(status string) bool { return strings.HasPrefix(status, "contested") },
	}
}

// isWeb reports whether an address leads to the web, and not to a script.
func isWeb(address any) bool {
	u, err := url.Parse(fmt.Sprint(address))
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
