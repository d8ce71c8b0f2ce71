package web_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/web"
)

// TestDrawn: what a script is given is what the page draws, and a view or a size that
// cannot be read is refused.
func TestDrawn(t *testing.T) {
	r := outputtest.Record()
	for i := range r.Places {
		r.Places[i].Lat, r.Places[i].Lon, r.Places[i].RadiusKM = new(33.0+float64(i)/4), new(36.0), new(5.0)
	}
	h := room(t, r)
	page := get(t, h, "/map?frame=34,31,38,35").Body.String()
	w := get(t, h, "/map/drawn?frame=34,31,38,35&view=34,31,38,35&size=960x600")
	var drawn struct {
		Map struct {
			Type     string
			Features []struct {
				Geometry   struct{ Type string }
				Properties struct {
					Kind, Name, To, Note string
					Within               float64 `json:"within_km"`
				}
			}
		}
		Timeline struct {
			Lanes []struct {
				Bars []struct{ ID, Name, From, To, Link string }
			}
		}
		List string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &drawn); err != nil || w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("status %d: %v: %s", w.Code, err, w.Body)
	}
	spots := 0
	for _, f := range drawn.Map.Features {
		if f.Properties.Kind != "spot" {
			continue
		}
		spots++
		if f.Geometry.Type != "Point" || f.Properties.Within != 5 || !strings.Contains(page, f.Properties.Name+": ") || !strings.Contains(page, strings.ReplaceAll(f.Properties.To, "&", "&amp;")) {
			t.Errorf("%+v is not on the page", f)
		}
	}
	if n := strings.Count(page, `class="spot`); n != spots || spots == 0 {
		t.Errorf("%d spots for the script, %d on the page", spots, n)
	}
	for _, l := range drawn.Timeline.Lanes {
		for _, b := range l.Bars {
			if b.From > b.To || !strings.Contains(page, `data-id="`+b.ID+`"`) {
				t.Errorf("%+v is not on the page", b)
			}
		}
	}
	if len(drawn.Timeline.Lanes) == 0 || !strings.HasPrefix(drawn.List, "/happenings?frame=34") {
		t.Errorf("%d lanes, list %q", len(drawn.Timeline.Lanes), drawn.List)
	}
	for _, bad := range []string{"", "view=34,31,38,35", "size=960x600", "view=34,31,38,35&size=1x1", "view=38,31,34,35&size=960x600", "view=34,31,38,35&size=960", "view=34,31,38,35&size=1e99x1e99"} {
		if w := get(t, h, "/map/drawn?"+bad); w.Code != 400 {
			t.Errorf("%q: status %d", bad, w.Code)
		}
	}
}

// TestBundle: with scripts of libraries pages name them and the room serves them, and the map
// its styles; without them pages name nothing that is not there.
func TestBundle(t *testing.T) {
	bundle := fstest.MapFS{"bundle.js": {Data: []byte("export {}")}, "pictures.css": {Data: []byte("a{}")}, ".stamp": {Data: []byte("x")}}
	l := web.NewLedger(outputtest.Record(), "0123456789abcdef0123", nil, nil)
	h, err := web.New(&desk{ledger: l}, web.Settings{Bundle: bundle, Token: func() string { return "t" }})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][2]bool{"/map": {true, true}, "/happenings": {true, false}} {
		page := get(t, h, path).Body.String()
		if got := [2]bool{strings.Contains(page, "bundle.js"), strings.Contains(page, "pictures.css")}; got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
		if plain := get(t, room(t, outputtest.Record()), path).Body.String(); strings.Contains(plain, "bundle.js") || strings.Contains(plain, "pictures.css") {
			t.Errorf("%s names scripts that are not there", path)
		}
	}
	for path, status := range map[string]int{"/assets/bundle.js": 200, "/assets/pictures.css": 200, "/assets/.stamp": 404, "/assets/room.js": 200} {
		var w *httptest.ResponseRecorder
		if w = get(t, h, path); w.Code != status {
			t.Errorf("%s: status %d, want %d", path, w.Code, status)
		}
	}
}
