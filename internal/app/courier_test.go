package app

import (
	"context"
	"testing"
	"time"
)

// TestCourierHoldsNobody sends somebody to a door that nobody opens.
func TestCourierHoldsNobody(t *testing.T) {
	c := &courier{limit: 50 * time.Millisecond}
	errands, ended := 0, 0
	begin := time.Now()
	c.send(t.Context(), func(ctx context.Context) {
		errands++
		<-ctx.Done()
		ended++
	})
	c.send(t.Context(), func(context.Context) { errands++ }) // one is under way
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("sending took %s", took)
	}
	c.errand.Wait()
	c.send(t.Context(), func(context.Context) { errands++ })
	c.errand.Wait()
	if errands != 2 || ended != 1 {
		t.Errorf("%d errands, %d of them called back; want 2 and 1", errands, ended)
	}
}
