package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/app"
)

// grade returns the gravest grade of a check.
func grade(t *testing.T, code int, check string, args ...string) app.Finding {
	t.Helper()
	var worst app.Finding
	for _, f := range decode[[]app.Finding](t, must(t, code, append([]string{"doctor", "--json"}, args...)...).out) {
		if f.Check == check && (worst.Grade == "" || worst.Grade == app.Well || f.Grade == app.Fault) {
			worst = f
		}
		if (f.Grade == app.Well) != (f.Do == "") {
			t.Errorf("%+v: what is wrong says what to do, and nothing else does", f)
		}
	}
	return worst
}

func TestDoctor(t *testing.T) {
	project(t)
	db := os.Getenv("TRUCEWATCH_DB")
	wants(t, must(t, exitOK, "doctor").out, "well     rules:", "well     database: there is none yet at "+db)
	if _, err := os.Stat(db); err == nil {
		t.Error("looking made a database")
	}
	s := newSite(t, 1, 1)
	must(t, exitOK, "feed", "add", s.feed(0))
	if f := grade(t, exitPartial, "contact"); f.Grade != app.Warning {
		t.Errorf("without a contact: %+v", f)
	}
	must(t, exitOK, s.watchArgs("--contact", "desk@example.org", "--no-reading")...)
	wants(t, must(t, exitOK, "doctor").out, "is sound", "sites are told: trucewatch/"+app.Version+" (+desk@example.org)", "1 are watched, none fails", "situation: none is chosen: everything")
	if f := grade(t, exitOK, "network", "--network", "--allow-host", s.host()); f.Grade != app.Well || f.Says != s.feed(0)+" answers: rss with 1 entries" {
		t.Errorf("with the network: %+v", f)
	}
	if f := grade(t, exitPartial, "network", "--network"); f.Grade != app.Warning {
		t.Errorf("a feed that may not be asked: %+v", f)
	}
	must(t, exitOK, "feed", "add", s.URL+"/nowhere.xml")
	must(t, exitOK, s.watchArgs("--no-reading")...)
	if f := grade(t, exitPartial, "feeds"); f.Grade != app.Warning {
		t.Errorf("a feed that fails: %+v", f)
	}

	bad := filepath.Join(t.TempDir(), "feeds.yaml")
	write(t, bad, "feeds:\n  - url: nowhere\n")
	if f := grade(t, exitFailure, "list of feeds", "--feeds", bad); f.Grade != app.Fault {
		t.Errorf("a broken list of feeds: %+v", f)
	}
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	write(t, damaged, "this is no database, but it is long enough to be one for somebody who does not look closely; "+time.Now().String())
	if f := grade(t, exitFailure, "database", "--db", damaged); f.Grade != app.Fault {
		t.Errorf("a damaged database: %+v", f)
	}
}
