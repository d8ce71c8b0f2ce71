package web_test

import (
	"encoding/json"
	"fmt"
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

// send posts a decision as a program does.
func send(t *testing.T, h http.Handler, body string, headers ...string) (int, map[string]any) {
	t.Helper()
	w := ask(t, h, "POST /api/v1/decisions", body, append([]string{"Content-Type", "application/json"}, headers...)...)
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s: status %d, %v: %s", body, w.Code, err, w.Body)
	}
	if w.Code >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s: status %d as %s", body, w.Code, w.Header().Get("Content-Type"))
	}
	return w.Code, out
}

// TestDecideByProgram: decisions of every kind are kept and change the record; who has not
// seen the last one on the same thing is told of it, and nothing is kept.
func TestDecideByProgram(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	var claims []struct {
		Fingerprint, Kind, Event, State string
		Seen                            int
	}
	for _, row := range list(t, h, "/api/v1/claims?type=ASSAULT").Rows {
		var c struct {
			Fingerprint, Kind, Event, State string
			Seen                            int
		}
		if err := json.Unmarshal(row, &c); err != nil {
			t.Fatal(err)
		}
		claims = append(claims, c)
	}
	if len(claims) < 3 || claims[0].State != "open" {
		t.Fatalf("%+v", claims)
	}
	told := claims[0]
	for _, c := range claims {
		if c.Kind == "told" {
			told = c
		}
	}
	one := `"kind":"accept","claim":"` + told.Fingerprint + `"`
	if code, _ := send(t, h, `{`+one+`}`); code != http.StatusPreconditionRequired {
		t.Errorf("without a word on what was seen: status %d", code)
	}
	if code, got := send(t, h, `{"id":"one",`+one+`,"expected":0,"who":"bot"}`); code != http.StatusCreated || got["who"] != "bot" || got["seq"] != 1.0 {
		t.Fatalf("status %d: %v", code, got)
	}
	if code, got := send(t, h, `{"id":"one",`+one+`,"expected":0,"who":"bot"}`); code != http.StatusOK || got["seq"] != 1.0 || len(d.log) != 1 {
		t.Errorf("sent twice: status %d, %d decisions: %v", code, len(d.log), got)
	}
	if code, _ := send(t, h, `{"id":"one","kind":"refuse","claim":"`+told.Fingerprint+`","expected":1}`); code != http.StatusUnprocessableEntity {
		t.Errorf("another decision under the same id: status %d", code)
	}
	code, got := send(t, h, `{"kind":"refuse","claim":"`+told.Fingerprint+`","expected":0}`)
	if details, _ := got["errors"].([]any); code != http.StatusConflict || len(details) != 1 || !strings.Contains(fmt.Sprint(details), "accept by bot") || len(d.log) != 1 {
		t.Errorf("who has not seen the last decision: status %d, %v", code, got)
	}
	tag := get(t, h, "/api/v1/ledger").Header().Get("ETag")
	if code, _ := send(t, h, `{"kind":"unsure","claim":"`+told.Fingerprint+`"}`, "If-Match", `W/"another"`); code != http.StatusPreconditionFailed {
		t.Errorf("another ETag: status %d", code)
	}
	if code, _ := send(t, h, `{"kind":"unsure","claim":"`+told.Fingerprint+`"}`, "If-Match", tag); code != http.StatusCreated {
		t.Errorf("the ETag of the ledger: status %d", code)
	}
	before := d.ledger.Event(told.Event).Date
	code, got = send(t, h, `{"id":"fix","kind":"correct","claim":"`+told.Fingerprint+`","set":[{"field":"date","values":["2031-05-01"]}],"why":"as the sentence has it","expected":2}`)
	if code != http.StatusCreated || got["effect"] != "applied" || d.ledger.Event(told.Event).Date != "2031-05-01" {
		t.Fatalf("status %d: %v", code, got)
	}
	if code, _ = send(t, h, fmt.Sprintf(`{"kind":"undo","undoes":%q,"expected":3}`, got["id"])); code != http.StatusCreated || d.ledger.Event(told.Event).Date != before {
		t.Errorf("undo: status %d, the date is %s", code, d.ledger.Event(told.Event).Date)
	}
	if code, _ = send(t, h, fmt.Sprintf(`{"kind":"undo","undoes":%q,"expected":4}`, got["id"])); code != http.StatusConflict {
		t.Errorf("undone twice: status %d", code)
	}
	code, got = send(t, h, `{"kind":"merge","of":"event","ids":["`+struck+`","`+shelled+`"],"expected":4}`)
	if code != http.StatusCreated || got["effect"] != "applied" {
		t.Errorf("merge: status %d: %v", code, got)
	}
	if code, _ = send(t, h, `{"kind":"split","of":"actor","ids":["kesh-front"],"away":{"id":null,"name":"Kesh Front, the other","claims":[],"spellings":[],"reports":["r-b2"]},"expected":5}`); code != http.StatusCreated {
		t.Errorf("split: status %d", code)
	}
	for _, bad := range []string{
		`{"kind":"accept","claim":"nothing","expected":9}`, `{"kind":"comment","claim":"` + told.Fingerprint + `","expected":9}`, `{"kind":"correct","claim":"` + told.Fingerprint + `","expected":9}`,
		`{"kind":"correct","claim":"` + told.Fingerprint + `","set":[{"field":"date","values":["yesterday"]}],"expected":9}`, `{"kind":"merge","of":"event","ids":["` + met + `"],"expected":9}`,
		`{"kind":"merge","of":"place","ids":["dun","nowhere"],"expected":9}`, `{"kind":"split","of":"event","ids":["` + met + `"],"expected":9}`, `{"kind":"undo","undoes":"x","expected":9}`, `{"kind":"burn","expected":9}`, `{`,
	} {
		n := len(d.log)
		if code, _ := send(t, h, bad); code < 400 || code >= 500 || len(d.log) != n {
			t.Errorf("%s: status %d, %d decisions more", bad, code, len(d.log)-n)
		}
	}
}

// TestNoPageDecides: a page of another origin cannot make a browser decide, by whatever kind of request.
func TestNoPageDecides(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	body := `{"kind":"accept","claim":"` + d.ledger.Book.Claims[0].Fingerprint + `","expected":0}`
	for _, headers := range [][]string{
		{"Content-Type", "application/json", "Origin", "https://example.org"},
		{"Content-Type", "application/json", "Sec-Fetch-Site", "cross-site"},
		{"Content-Type", "text/plain"},
		{"Content-Type", "application/json", "Host", "example.org"},
	} {
		if w := ask(t, h, "POST /api/v1/decisions", body, headers...); w.Code < 400 || len(d.log) != 0 {
			t.Errorf("%v: status %d, %d decisions", headers, w.Code, len(d.log))
		}
	}
}
