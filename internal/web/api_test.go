package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/outputtest"
)

// pageOf is a page of a list as a program reads it.
type pageOf struct {
	Total int
	Next  *string
	Rows  []json.RawMessage
}

func list(t *testing.T, h http.Handler, path string) pageOf {
	t.Helper()
	w := get(t, h, path)
	var p pageOf
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: status %d, %v: %s", path, w.Code, err, w.Body.String())
	}
	return p
}

// TestEveryListIsThere asks for each list that the description names, and for each
// element of those whose elements have addresses.
func TestEveryListIsThere(t *testing.T) {
	r := placed()
	h := room(t, r)
	w := get(t, h, "/api/v1/openapi.json")
	var doc struct {
		OpenAPI string
		Paths   map[string]any
	}
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil || !strings.HasPrefix(doc.OpenAPI, "3.1") || len(doc.Paths) < 20 {
		t.Fatalf("description: %v, %q, %d addresses", err, doc.OpenAPI, len(doc.Paths))
	}
	page := get(t, h, "/api").Body.String()
	for path := range doc.Paths {
		has(t, page, path)
		name := strings.TrimPrefix(path, "/api/v1/")
		if strings.Contains(path, "{id}") || name == "ledger" || name == "decisions" || name == "changes" || name == "live" {
			continue
		}
		p := list(t, h, path)
		if p.Total != len(p.Rows) || p.Next != nil {
			t.Errorf("%s: %d of %d rows", path, len(p.Rows), p.Total)
		}
		if _, each := doc.Paths[path+"/{id}"]; !each {
			continue
		}
		for _, row := range p.Rows {
			var x struct{ ID, Event string }
			if err := json.Unmarshal(row, &x); err != nil {
				t.Fatal(err)
			}
			if w := get(t, h, path+"/"+x.ID+x.Event); w.Code != http.StatusOK || strings.TrimSpace(w.Body.String()) != string(row) {
				t.Errorf("%s/%s: status %d, %s", path, x.ID+x.Event, w.Code, w.Body.String())
			}
		}
	}
	if p := list(t, h, "/api/v1/reports"); p.Total != len(r.Reports) {
		t.Errorf("%d reports", p.Total)
	}
}

// TestSameFilter compares what programs get under a filter with the table.
func TestSameFilter(t *testing.T) {
	h := room(t, placed())
	for _, q := range []string{"", "type=ASSAULT&sort=place", "q=kesh", "place=-", "type=ASSAULT&type=AID"} {
		var want []string
		for _, m := range rowIDs.FindAllStringSubmatch(get(t, h, "/happenings?"+q).Body.String(), -1) {
			want = append(want, m[1])
		}
		for _, name := range []string{"events", "search"} {
			var got []string
			for _, row := range list(t, h, "/api/v1/"+name+"?"+q).Rows {
				var x struct{ ID string }
				if err := json.Unmarshal(row, &x); err != nil {
					t.Fatal(err)
				}
				got = append(got, x.ID)
			}
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("%s?%s: %v, the table has %v", name, q, got, want)
			}
		}
	}
	if p := list(t, h, "/api/v1/tolls?type=AID"); p.Total != 0 || p.Rows == nil {
		t.Errorf("tolls of aid: %+v", p)
	}
}

func TestPagesOfLists(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	path, seen := "/api/v1/events?limit=2", map[string]bool{}
	for n := 0; path != ""; n++ {
		if n > 5 {
			t.Fatal("the pages do not end")
		}
		w := get(t, h, path)
		var p pageOf
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || len(p.Rows) > 2 || p.Total != 5 {
			t.Fatalf("%s: %v, %+v", path, err, p)
		}
		for _, row := range p.Rows {
			seen[string(row)] = true
		}
		link := w.Header().Get("Link")
		if (p.Next == nil) != (link == "") {
			t.Errorf("next %v, link %q", p.Next, link)
		}
		path = strings.TrimPrefix(strings.TrimSuffix(link, `>; rel="next"`), "<")
	}
	if len(seen) != 5 {
		t.Errorf("%d happenings on all pages", len(seen))
	}
	next := get(t, h, "/api/v1/events?limit=2").Header().Get("Link")
	f := fields(t, get(t, h, "/review").Body.String(), "/decisions")
	f.Set("kind", "accept")
	post(t, h, "/decisions", f)
	if w := get(t, h, strings.TrimPrefix(strings.TrimSuffix(next, `>; rel="next"`), "<")); w.Code != http.StatusConflict {
		t.Errorf("a cursor of the ledger before: status %d", w.Code)
	}
	w := get(t, h, "/api/v1/decisions")
	has(t, w.Body.String(), `"who":"ana"`, `"undone":false`, `"last":1`, `"event":"`+d.ledger.Book.Claims[0].Event[:2])
	if p := list(t, h, "/api/v1/decisions?since=1"); len(p.Rows) != 0 {
		t.Errorf("%+v", p)
	}
}

func TestProblems(t *testing.T) {
	h := room(t, outputtest.Hostile())
	for _, tc := range []struct {
		path string
		want int
	}{
		{"/api/v1/events?bogus=1", http.StatusUnprocessableEntity},
		{"/api/v1/events?from=yesterday", http.StatusUnprocessableEntity},
		{"/api/v1/events?limit=5000", http.StatusUnprocessableEntity},
		{"/api/v1/events?cursor=x.9", http.StatusUnprocessableEntity},
		{"/api/v1/events/e-gone", http.StatusNotFound},
		{"/api/v1/reports/r-gone", http.StatusNotFound},
	} {
		w := get(t, h, tc.path)
		if w.Code != tc.want || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: status %d, %s: %s", tc.path, w.Code, w.Header().Get("Content-Type"), w.Body.String())
		}
	}
	if w := get(t, h, "/api/v1/nowhere"); w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
	w := get(t, h, "/api/v1/ledger")
	if w := get(t, h, "/api/v1/ledger", "If-None-Match", w.Header().Get("ETag")); w.Code != http.StatusNotModified {
		t.Errorf("status %d for what the program has", w.Code)
	}
}
