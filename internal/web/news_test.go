package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review/changes"
	"github.com/trucewatch/trucewatch/internal/web"
)

// noted returns a ledger of a record that was read after another one, three days ago,
// and changed an hour ago.
func noted(t *testing.T, before, after record.Record) *web.Ledger {
	t.Helper()
	now := time.Date(2031, 5, 9, 12, 0, 0, 0, time.UTC)
	l := web.NewLedger(before, "0123456789abcdef0123", nil, nil)
	log, _ := (*changes.Log)(nil).Note(l.View, nil, now.Add(-72*time.Hour))
	l = web.NewLedger(after, "fedcba98765432100123", nil, nil)
	log, _ = log.Note(l.View, map[string]string{met: struck}, now.Add(-time.Hour))
	return l.Noting(log)
}

// otherwise is the record with a happening less, one more and one that is otherwise.
func otherwise() record.Record {
	r := placed()
	r.Events = slices.DeleteFunc(r.Events, func(e record.Event) bool { return e.ID == met })
	r.Talks, r.Disagreements = nil, nil
	for i := range r.Events {
		if r.Events[i].ID == shelled {
			r.Events[i].Status = "planned"
		}
	}
	r.Events = append(r.Events, record.Event{ID: "e-fresh", Type: "AID", Status: "occurred", Standing: "single"})
	record.Sort(&r)
	return r
}

func TestWhatChanged(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	d.ledger = noted(t, placed(), otherwise())
	has(t, get(t, h, "/").Body.String(), "What changed", "in the last 24 hours", "status: planned, was occurred", "now part of", "e-fresh")
	has(t, get(t, h, "/changes?since=week").Body.String(), "e-fresh", "1 happening merged")
	if w := get(t, h, "/changes?since=never"); w.Code != http.StatusBadRequest {
		t.Errorf("status %d", w.Code)
	}
	f := fields(t, get(t, h, "/").Body.String(), "/seen")
	if w := post(t, h, "/seen", f); w.Code != http.StatusSeeOther || d.marks["ana"].Seq != d.ledger.News.Last {
		t.Fatalf("status %d, marks %v", w.Code, d.marks)
	}
	has(t, get(t, h, "/").Body.String(), "Nothing changed since you said that you had seen it all")
	f.Set("last", "99")
	if w := post(t, h, "/seen", f); w.Code != http.StatusBadRequest {
		t.Errorf("what nobody can have seen: status %d", w.Code)
	}
}

func TestChangesForPrograms(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	if p := list(t, h, "/api/v1/changes"); len(p.Rows) != 0 {
		t.Errorf("%+v", p)
	}
	d.ledger = noted(t, placed(), otherwise())
	kinds := map[string]string{}
	path := "/api/v1/changes?limit=1"
	for n := 0; path != "" && n < 10; n++ {
		w := get(t, h, path)
		var p struct {
			Last int
			Rows []struct {
				Kind, ID string
				Into     *string `json:"merged_into"`
			}
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || len(p.Rows) != 1 || p.Last != 3 {
			t.Fatalf("%s: %v: %s", path, err, w.Body.String())
		}
		kinds[p.Rows[0].ID] = p.Rows[0].Kind
		if into := p.Rows[0].Into; into != nil {
			kinds[p.Rows[0].ID] += " into " + *into
		}
		path = strings.TrimPrefix(strings.TrimSuffix(w.Header().Get("Link"), `>; rel="next"`), "<")
	}
	if kinds[met] != "merged into "+struck || kinds[shelled] != "changed" || kinds["e-fresh"] != "added" || len(kinds) != 3 {
		t.Errorf("%v", kinds)
	}
	has(t, get(t, h, "/api/v1/ledger").Body.String(), `"changes":3`, `"digest_as_read":"fedcba98765432100123"`)
}

// TestLive listens to a room that changes.
func TestLive(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	if w := get(t, h, "/api/v1/live"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("nothing to listen to: status %d", w.Code)
	}
	d.ledger = noted(t, placed(), placed())
	d.next = make(chan *web.Ledger)
	server := httptest.NewServer(h)
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/api/v1/live", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	if w.Header.Get("Content-Type") != "text/event-stream" || w.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("headers %v", w.Header)
	}
	scan := bufio.NewScanner(w.Body)
	said := func() string {
		for scan.Scan() {
			if words, ok := strings.CutPrefix(scan.Text(), "data: "); ok {
				return words
			}
		}
		return ""
	}
	if got := said(); got != `{"last":0,"changes":0,"decisions":0}` {
		t.Errorf("at first %s", got)
	}
	d.next <- noted(t, placed(), otherwise())
	if got := said(); got != `{"last":3,"changes":3,"decisions":0}` {
		t.Errorf("then %s", got)
	}
}

// TestEveryListKeepsTheRules asks each list wrongly, and twice.
func TestEveryListKeepsTheRules(t *testing.T) {
	h := room(t, placed())
	var doc struct{ Paths map[string]any }
	if err := json.Unmarshal(get(t, h, "/api/v1/openapi.json").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	for path := range doc.Paths {
		problems := []string{path + "?limit=0", path + "?limit=9999"}
		switch path {
		case "/api/v1/live", "/api/v1/ledger":
			continue
		case "/api/v1/decisions", "/api/v1/changes":
			problems = append(problems, path+"?since=-1")
		default:
			problems = append(problems, path+"?bogus=1", path+"?from=yesterday", path+"?cursor=x.1")
		}
		if strings.Contains(path, "{id}") {
			problems = []string{strings.Replace(path, "{id}", "no-such", 1)}
		}
		for _, bad := range problems {
			w := get(t, h, bad)
			var p struct {
				Status int
				Title  string
			}
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code < 400 || p.Status != w.Code || p.Title == "" || w.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s: %d, %v, %s", bad, w.Code, err, w.Body.String())
			}
		}
		if strings.Contains(path, "{id}") {
			continue
		}
		w := get(t, h, path)
		if again := get(t, h, path, "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s: asked again it answers %d", path, again.Code)
		}
	}
	if w := get(t, h, "/api/v1/nowhere"); w.Code != http.StatusNotFound || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("nowhere: %d %s", w.Code, w.Header().Get("Content-Type"))
	}
}
