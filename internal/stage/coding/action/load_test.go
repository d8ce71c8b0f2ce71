package action_test

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/coding/action"
	"github.com/trucewatch/trucewatch/packs"
)

func load(t testing.TB) *action.Rules {
	t.Helper()
	r, err := action.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPacksLoad(t *testing.T) { load(t) }
