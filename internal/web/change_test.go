package web_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/review"
)

// claimOf is the fingerprint of the first claim of a kind of a happening.
func claimOf(t *testing.T, d *desk, event string, kind review.Kind) string {
	t.Helper()
	for _, c := range d.ledger.Book.Of(event) {
		if c.Kind == kind {
			return c.Fingerprint
		}
	}
	t.Fatalf("no claim of %s", event)
	return ""
}

func accepted(t *testing.T, h http.Handler, path string, f url.Values) {
	t.Helper()
	if w := post(t, h, path, f); w.Code != http.StatusSeeOther {
		t.Fatalf("%s: status %d: %s", path, w.Code, w.Body.String())
	}
}

// undoLast undoes the last act with the form of the log.
func undoLast(t *testing.T, h http.Handler) {
	t.Helper()
	accepted(t, h, "/decisions/undo", fields(t, get(t, h, "/decisions").Body.String(), "/decisions/undo"))
}

func wholeRecord(t *testing.T, h http.Handler) string {
	t.Helper()
	return get(t, h, "/export/record.json").Body.String()
}

func TestCorrectAClaim(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	before := wholeRecord(t, h)
	at := "/review/correct?claim=" + claimOf(t, d, met, review.Told)
	page := get(t, h, at).Body.String()
	has(t, page, `name="set-date" value="2031-05-06"`, `<option selected>CONSULT</option>`, "Port Anna", `<datalist id="places">`)
	f := fields(t, page, "/decisions/correct")
	f.Set("why", "the sentence says so")
	if w := post(t, h, "/decisions/correct", f); w.Code != http.StatusBadRequest {
		t.Errorf("nothing is otherwise: status %d", w.Code)
	}
	for name, words := range map[string]string{"date": "yesterday", "actors": "Nobody Known", "type": "PARTY"} {
		bad := maps.Clone(f)
		bad.Set("set-"+name, words)
		if w := post(t, h, "/decisions/correct", bad); w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, w.Code)
		}
	}
	f.Set("set-date", "2031-05-04")
	f.Set("set-place", "Dun")
	f.Set("set-actors", "Kesh Front; Ostria")
	accepted(t, h, "/decisions/correct", f)
	accepted(t, h, "/decisions/correct", f) // sent twice, kept once
	if len(d.log) != 1 {
		t.Fatalf("%d decisions", len(d.log))
	}
	has(t, get(t, h, "/happenings/"+met).Body.String(), "4 May 2031", "Dun", "What people changed here", "the sentence says so")
	has(t, get(t, h, "/happenings?place=dun").Body.String(), met)
	has(t, get(t, h, "/api/v1/events/"+met).Body.String(), `"date":"2031-05-04"`)
	has(t, get(t, h, "/decisions").Body.String(), "corrected", "date: 2031-05-04", "actors: Kesh Front, Ostria", "applied")
	has(t, get(t, h, "/review?claim="+d.log[0].Fingerprint).Body.String(), "With the decisions so far", "accepted")
	if wholeRecord(t, h) == before {
		t.Error("the export has nothing of it")
	}
	undoLast(t, h)
	if wholeRecord(t, h) != before {
		t.Error("undoing does not give the same export")
	}
}

func TestMergeAndSplit(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	before := wholeRecord(t, h)
	page := get(t, h, "/happenings/"+struck+"/merge?name=dun").Body.String()
	has(t, page, shelled, "both assault")
	f := fields(t, page, "/decisions/merge")
	if w := post(t, h, "/decisions/merge", f); w.Code != http.StatusBadRequest {
		t.Errorf("with nothing: status %d", w.Code)
	}
	f.Set("with", shelled)
	accepted(t, h, "/decisions/merge", f)
	if w := get(t, h, "/happenings/"+shelled); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/happenings/"+struck {
		t.Errorf("what was merged leads nowhere: %d", w.Code)
	}
	has(t, get(t, h, "/decisions").Body.String(), "merged", "happenings")
	undoLast(t, h)
	if wholeRecord(t, h) != before {
		t.Error("undoing the merge does not give the same export")
	}
	page = get(t, h, "/happenings/"+met+"/split").Body.String()
	f = fields(t, page, "/decisions/split")
	told := 0
	for _, c := range d.ledger.Book.Of(met) {
		if c.Kind == review.Told {
			if told++; told == 2 {
				f.Set("away", c.Fingerprint)
			}
		}
	}
	n := len(d.ledger.Events)
	accepted(t, h, "/decisions/split", f)
	if len(d.ledger.Events) != n+1 {
		t.Errorf("%d happenings, were %d", len(d.ledger.Events), n)
	}
	undoLast(t, h)

	f = fields(t, get(t, h, "/actors/kesh-front/merge?name=party").Body.String(), "/decisions/merge")
	f.Set("with", "red-line-party")
	accepted(t, h, "/decisions/merge", f)
	if w := get(t, h, "/actors/red-line-party"); w.Header().Get("Location") != "/actors/kesh-front" {
		t.Errorf("status %d", w.Code)
	}
	f = fields(t, get(t, h, "/actors/ilse-maren/split").Body.String(), "/decisions/split")
	f.Set("name", "Ilse Mahren the Younger")
	if w := post(t, h, "/decisions/split", f); w.Code != http.StatusBadRequest {
		t.Errorf("no mention chosen: status %d", w.Code)
	}
	f.Set("spelling", "Ilse Mahren")
	accepted(t, h, "/decisions/split", f)
	has(t, get(t, h, "/actors/ilse-mahren-the-younger").Body.String(), "Ilse Mahren")
	f = fields(t, get(t, h, "/places/dun/merge?name=tor").Body.String(), "/decisions/merge")
	f.Set("with", "tor-valley")
	accepted(t, h, "/decisions/merge", f)
	f = fields(t, get(t, h, "/places/dun/split").Body.String(), "/decisions/split")
	f.Set("name", "Dun by the Sea")
	f.Set("report", "r-b2")
	accepted(t, h, "/decisions/split", f)
	accepted(t, h, "/decisions/split", fields(t, get(t, h, "/reports/r-c3").Body.String(), "/decisions/split"))
	f = fields(t, get(t, h, "/reports/r-b2/copies").Body.String(), "/decisions/merge")
	f.Set("keep", "r-a1")
	accepted(t, h, "/decisions/merge", f)
	has(t, get(t, h, "/reports/r-b2").Body.String(), "This repeats")
	for id, o := range d.ledger.Book.Outcomes {
		if o.Effect == review.Lost {
			t.Errorf("%s: %s", id, o.Why)
		}
	}
	for _, e := range slices.Backward(d.ledger.Book.Log) {
		if !e.Undone && review.Changes(e.Kind) {
			undoLast(t, h)
		}
	}
	if wholeRecord(t, h) != before {
		t.Error("undoing all does not give the same export")
	}
}

// TestTheLaterIsAsked has two people change the same happening from pages that both
// opened before.
func TestTheLaterIsAsked(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	merge := fields(t, get(t, h, "/happenings/"+struck+"/merge?name=dun").Body.String(), "/decisions/merge")
	split := fields(t, get(t, h, "/happenings/"+struck+"/merge?name=anna").Body.String(), "/decisions/merge")
	merge.Set("with", shelled)
	split.Set("with", met)
	accepted(t, h, "/decisions/merge", merge)
	w := post(t, h, "/decisions/merge", split, "Cookie", "who=Ben")
	if w.Code != http.StatusConflict || len(d.log) != 1 {
		t.Fatalf("status %d, %d decisions", w.Code, len(d.log))
	}
	has(t, w.Body.String(), "Somebody decided on this before you", "merged", "ana")
	again := fields(t, w.Body.String(), "/decisions/merge")
	if w := post(t, h, "/decisions/merge", again, "Cookie", "who=Ben"); w.Code != http.StatusSeeOther || len(d.log) != 2 {
		t.Fatalf("asked and confirmed: status %d, %d decisions", w.Code, len(d.log))
	}
	if w := post(t, h, "/decisions/merge", merge, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("from another site: status %d", w.Code)
	}
	var p review.Payload
	if err := json.Unmarshal(d.log[1].Payload, &p); err != nil || len(p.Groups) != 2 || !strings.HasPrefix(d.log[1].Fingerprint, "merge-event-") {
		t.Errorf("%v, %+v", err, d.log[1])
	}
}
