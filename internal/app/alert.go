package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/deliver"
	"github.com/trucewatch/trucewatch/internal/output/alert"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/store"
	"github.com/trucewatch/trucewatch/internal/web"
)

// Mailbox is a mail server, with who writes to whom.
type Mailbox = deliver.Mailbox

// Hook is the address of a program that takes notices as JSON.
type Hook = deliver.Hook

// AlertRule says which happenings an alert tells of, and in which ways. It holds the
// names of files with secrets, never a secret.
type AlertRule struct {
	Filter string   `json:"filter"` // the query of the table's address: kind=talks&party=israel
	Atom   string   `json:"atom,omitempty"`
	Mail   *Mailbox `json:"mail,omitempty"`
	Hook   *Hook    `json:"webhook,omitempty"`
}

// Ways of delivery that are waited for. An Atom feed is written anew each time.
const (
	byMail = "mail"
	byHook = "webhook"
)

// ways are those of a rule that have to acknowledge.
func (r AlertRule) ways() []string {
	var out []string
	if r.Mail != nil {
		out = append(out, byMail)
	}
	if r.Hook != nil {
		out = append(out, byHook)
	}
	return out
}

// filter reads the filter of a rule; the address of a page of the table will do.
func (r AlertRule) filter() (query.Filter, error) {
	words := r.Filter
	if i := strings.IndexByte(words, '?'); i >= 0 {
		words = words[i+1:]
	}
	values, err := url.ParseQuery(words)
	if err != nil {
		return query.Filter{}, fmt.Errorf("reading the filter %q: %w", r.Filter, err)
	}
	values.Del("page")
	values.Del("columns")
	f, err := query.Parse(values)
	if err != nil {
		return f, fmt.Errorf("reading the filter %q: %w", r.Filter, err)
	}
	return f, nil
}

// Check says what is wrong with a rule.
func (r AlertRule) Check() error {
	if _, err := r.filter(); err != nil {
		return err
	}
	if r.Atom == "" && r.Mail == nil && r.Hook == nil {
		return errors.New("choosing how to tell: neither a feed, nor mail, nor a webhook is named")
	}
	if r.Mail != nil {
		if err := r.Mail.Check(); err != nil {
			return err
		}
	}
	if r.Hook != nil {
		return r.Hook.Check()
	}
	return nil
}

// AlertState is an alert with how it stands.
type AlertState struct {
	Name    string
	Rule    AlertRule
	Told    int // notices
	Waiting int // of them not taken over by every way yet
	Last    time.Time
}

// AlertOutcome is what running an alert came to.
type AlertOutcome struct {
	Name    string
	Told    []alert.Message // new ones
	Waiting int             // notices that are still not taken over
	Faults  []error         // why
}

// AddAlert keeps an alert, or changes the one of that name. What the project holds now
// counts as told, unless all of it is to be told.
func (p *Project) AddAlert(ctx context.Context, name string, r AlertRule, all bool, progress func(Progress)) error {
	if err := r.Check(); err != nil {
		return fmt.Errorf("adding alert %q: %w", name, err)
	}
	rule, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("adding alert %q: %w", name, err)
	}
	var news []alert.News
	if !all {
		x, err := p.alertIndex(ctx, progress)
		if err != nil {
			return err
		}
		if news, err = p.findNews(ctx, x, AlertState{Name: name, Rule: r}); err != nil {
			return err
		}
	}
	if err := p.store.PutAlert(ctx, store.Alert{Name: name, Rule: rule}); err != nil {
		return fmt.Errorf("adding alert: %w", err)
	}
	told, err := toldOf(alert.Silently(news))
	if err != nil {
		return err
	}
	if err := p.store.Tell(ctx, name, told, nil); err != nil {
		return fmt.Errorf("adding alert: %w", err)
	}
	return nil
}

// RemoveAlert removes an alert with what it has told, and says whether there was one.
func (p *Project) RemoveAlert(ctx context.Context, name string) (bool, error) {
	return p.store.RemoveAlert(ctx, name)
}

// Alerts lists the alerts in order of name.
func (p *Project) Alerts(ctx context.Context) ([]AlertState, error) {
	all, err := p.store.Alerts(ctx)
	if err != nil {
		return nil, err
	}
	var out []AlertState
	for _, a := range all {
		s := AlertState{Name: a.Name}
		if err := json.Unmarshal(a.Rule, &s.Rule); err != nil {
			return nil, fmt.Errorf("reading alert %q: %w", a.Name, err)
		}
		t, err := p.store.Telling(ctx, a.Name)
		if err != nil {
			return nil, err
		}
		s.Told, s.Waiting, s.Last = t.Told, t.Waiting, t.Last
		out = append(out, s)
	}
	return out, nil
}

// TellAlerts runs every alert: it tells of what is new or has changed, each thing once,
// and tries again what is still waiting. Whatever reads reports calls it afterwards.
// A delivery that fails is no error; it stands in the outcome and is tried again the
// next time. With dry, nothing is kept or delivered.
func (p *Project) TellAlerts(ctx context.Context, dry bool, progress func(Progress)) ([]AlertOutcome, error) {
	all, err := p.Alerts(ctx)
	if err != nil {
		return nil, err
	}
	return p.tellAll(ctx, all, dry, progress)
}

// tellAll runs alerts that were listed just now.
func (p *Project) tellAll(ctx context.Context, all []AlertState, dry bool, progress func(Progress)) ([]AlertOutcome, error) {
	if len(all) == 0 {
		return nil, nil
	}
	x, err := p.alertIndex(ctx, progress)
	if err != nil {
		return nil, err
	}
	var out []AlertOutcome
	for _, a := range all {
		o, err := p.noteNews(ctx, x, a, dry)
		if err == nil && !dry {
			o, err = p.deliver(ctx, a, o)
		}
		if err != nil {
			return out, fmt.Errorf("running alert %q: %w", a.Name, err)
		}
		out = append(out, o)
	}
	return out, nil
}

// alertIndex is the table of happenings as the reading room shows it.
func (p *Project) alertIndex(ctx context.Context, progress func(Progress)) (*query.Index, error) {
	kept, err := p.Record(ctx, progress)
	if err != nil {
		return nil, err
	}
	return p.indexOf(ctx, kept)
}

func (p *Project) indexOf(ctx context.Context, kept Kept) (*query.Index, error) {
	log, err := p.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	lists, known, err := ledgerPacks()
	if err != nil {
		return nil, err
	}
	return web.NewLedger(kept.Record, kept.Digest, lists, known).With(log).Index, nil
}

// findNews returns what is to be told under an alert.
func (p *Project) findNews(ctx context.Context, x *query.Index, a AlertState) ([]alert.News, error) {
	f, err := a.Rule.filter()
	if err != nil {
		return nil, err
	}
	told, err := p.store.Told(ctx, a.Name)
	if err != nil {
		return nil, err
	}
	known := make([]alert.Known, len(told))
	for i, t := range told {
		known[i] = alert.Known{Happening: t.Happening, N: t.N}
		if err := json.Unmarshal(t.State, &known[i].State); err != nil {
			return nil, fmt.Errorf("reading what was told of %s: %w", t.Happening, err)
		}
	}
	return alert.Find(x, x.Select(f).Rows, known), nil
}

func toldOf(known []alert.Known) ([]store.Told, error) {
	out := make([]store.Told, len(known))
	for i, k := range known {
		state, err := json.Marshal(k.State)
		if err != nil {
			return nil, fmt.Errorf("keeping what is told of %s: %w", k.Happening, err)
		}
		out[i] = store.Told{Happening: k.Happening, N: k.N, State: state}
	}
	return out, nil
}

// noteNews keeps what is new under an alert; it waits then to be delivered.
func (p *Project) noteNews(ctx context.Context, x *query.Index, a AlertState, dry bool) (AlertOutcome, error) {
	out := AlertOutcome{Name: a.Name}
	news, err := p.findNews(ctx, x, a)
	if err != nil {
		return out, err
	}
	now := time.Now().UTC().Truncate(time.Second)
	var known []alert.Known
	var notices []store.Notice
	for _, n := range slices.Backward(news) { // the oldest happening first
		m := alert.Compose(x.View, a.Name, now.Format(time.RFC3339), n)
		body, err := json.Marshal(m)
		if err != nil {
			return out, err
		}
		out.Told, known = append(out.Told, m), append(known, n.Known)
		notices = append(notices, store.Notice{Key: m.Key, Happening: m.Happening, When: now, Body: body, Waiting: a.Rule.ways()})
	}
	if dry {
		return out, nil
	}
	told, err := toldOf(known)
	if err != nil {
		return out, err
	}
	return out, p.store.Tell(ctx, a.Name, told, notices)
}

// deliver hands over what waits, and writes the feed.
func (p *Project) deliver(ctx context.Context, a AlertState, out AlertOutcome) (AlertOutcome, error) {
	if a.Rule.Atom != "" {
		all, _, err := messages(p.store.Notices(ctx, a.Name))
		if err != nil {
			return out, err
		}
		if err := writeFeed(a, all); err != nil {
			out.Faults = append(out.Faults, err)
		}
	}
	all, waiting, err := messages(p.store.Undelivered(ctx, a.Name))
	if err != nil {
		return out, err
	}
	late := map[int]bool{}
	for _, way := range []string{byMail, byHook} {
		if len(waiting[way]) == 0 {
			continue
		}
		n, fault := p.hand(ctx, a, way, pick(all, waiting[way]))
		if fault != nil {
			out.Faults = append(out.Faults, fault)
		}
		for _, i := range waiting[way][n:] {
			late[i] = true
		}
		keys := make([]string, n)
		for j := range keys {
			keys[j] = all[waiting[way][j]].Key
		}
		if err := p.store.Delivered(ctx, a.Name, way, keys); err != nil {
			return out, err
		}
	}
	out.Waiting = len(late)
	return out, nil
}

// messages reads what notices say, and which of them wait for which way.
func messages(notices []store.Notice, err error) (all []alert.Message, waiting map[string][]int, _ error) {
	if err != nil {
		return nil, nil, err
	}
	waiting = map[string][]int{}
	for i, n := range notices {
		var m alert.Message
		if err := json.Unmarshal(n.Body, &m); err != nil {
			return nil, nil, fmt.Errorf("reading notice %s: %w", n.Key, err)
		}
		all = append(all, m)
		for _, way := range n.Waiting {
			waiting[way] = append(waiting[way], i)
		}
	}
	return all, waiting, nil
}

func pick(all []alert.Message, at []int) []alert.Message {
	out := make([]alert.Message, len(at))
	for i, j := range at {
		out[i] = all[j]
	}
	return out
}

// mostInLetter is how many happenings one e-mail holds.
const mostInLetter = 50

// hand delivers messages one way, in order, and says how many were taken over.
func (p *Project) hand(ctx context.Context, a AlertState, way string, all []alert.Message) (taken int, _ error) {
	w := deliver.World{Now: time.Now, Sleep: Wall{}.Sleep, Agent: "Trucewatch/" + Version}
	switch {
	case way == byMail && a.Rule.Mail != nil:
		for _, part := range letters(all) {
			letter := deliver.Letter{Key: keyOf(part), Subject: alert.Subject(a.Name, part), Text: alert.Text(part), When: time.Now()}
			if err := w.Send(ctx, *a.Rule.Mail, letter); err != nil {
				return taken, err
			}
			taken += len(part)
		}
	case way == byHook && a.Rule.Hook != nil:
		for _, m := range all {
			body, err := json.Marshal(m)
			if err == nil {
				err = w.Post(ctx, *a.Rule.Hook, m.Key, body)
			}
			if err != nil {
				return taken, err
			}
			taken++
		}
	default: // the alert was changed, and has that way no more
		taken = len(all)
	}
	return taken, nil
}

// letters parts messages into e-mails: what was told at one time goes into one, so that
// a letter that is sent again is the same letter.
func letters(all []alert.Message) [][]alert.Message {
	var out [][]alert.Message
	for _, m := range all {
		last := len(out) - 1
		if last < 0 || out[last][0].When != m.When || len(out[last]) == mostInLetter {
			out, last = append(out, nil), last+1
		}
		out[last] = append(out[last], m)
	}
	return out
}

// keyOf is by what a letter that comes twice is known.
func keyOf(all []alert.Message) string {
	h := sha256.New()
	for _, m := range all {
		h.Write([]byte(m.Key + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func writeFeed(a AlertState, all []alert.Message) error {
	var b bytes.Buffer
	if err := alert.Atom(&b, a.Name, all); err != nil {
		return err
	}
	return WriteFile(a.Rule.Atom, b.Bytes())
}

// WriteFile replaces a file, whole or not at all.
func WriteFile(path string, content []byte) error { return deliver.File(path, content) }

// TestAlert sends a made-up notice in every way of an alert; nothing of it is kept.
func (p *Project) TestAlert(ctx context.Context, name string) (ways []string, _ error) {
	all, err := p.Alerts(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(a AlertState) bool { return a.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("testing alert %q: %w", name, store.ErrNone)
	}
	a := all[i]
	now := time.Now().UTC().Truncate(time.Second).Format(time.RFC3339)
	m := alert.Message{
		Format: alert.Format, Key: alert.Key(name, "test", int(time.Now().UnixMilli())), Alert: name, Happening: "test", Told: 1, When: now,
		Title: "This is a test of alert " + name + "; nothing happened.", Test: true, Standing: "test",
		DeniedBy: []string{}, Tolls: []alert.Toll{}, Changes: []string{}, Reports: []alert.Report{},
	}
	var faults []error
	for _, way := range a.Rule.ways() {
		if _, err := p.hand(ctx, a, way, []alert.Message{m}); err != nil {
			faults = append(faults, err)
			continue
		}
		ways = append(ways, way)
	}
	if a.Rule.Atom != "" {
		told, _, err := messages(p.store.Notices(ctx, name))
		if err == nil {
			err = writeFeed(a, told)
		}
		if err != nil {
			faults = append(faults, err)
		} else {
			ways = append(ways, "feed")
		}
	}
	return ways, errors.Join(faults...)
}
