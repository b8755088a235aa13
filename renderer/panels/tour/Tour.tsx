import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { endTour, goTour } from '../../state/act-help.ts';
import { useKeyboardBack } from '../use-keyboard-back.ts';
import { type Box, cardPlace } from './card-place.ts';
import { tourSteps } from './steps.ts';
import './tour.css';

/** One step of the tour: a ring around what it is about, and a card that says it. The window stays as it is to be used. */
export function Tour({ at }: { at: number }) {
  const step = tourSteps[at]!;
  const card = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const target = useTarget(at);
  const [place, setPlace] = useState<{ left: number; top: number }>();

  useLayoutEffect(() => {
    if (!target || !card.current) return;
    const { offsetWidth: width, offsetHeight: height } = card.current;
    setPlace(cardPlace(target, { width, height }, { width: window.innerWidth, height: window.innerHeight }));
  }, [target]);

  // Each step is read from its heading, once what it shows is there, which may have taken the focus itself.
  const ready = target !== undefined && place !== undefined;
  useEffect(() => {
    if (ready) heading.current?.focus();
  }, [ready]);

  useKeyboardBack(card);

  // Another tab is another report, which the tour is not about.
  useEffect(() => endTour, []);

  const last = at === tourSteps.length - 1;
  const on = () => (last ? endTour() : goTour(at + 1));
  const back = () => at > 0 && goTour(at - 1);
  const press = (event: KeyboardEvent) => {
    const does = { Escape: endTour, ArrowRight: on, ArrowLeft: back }[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  };
  return (
    <>
      {target && <div className="tour-ring" style={{ ...target }} />}
      <section
        ref={card}
        className="tour-card"
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        style={{ ...place, visibility: place ? 'visible' : 'hidden' }}
        onKeyDown={press}
      >
        <h2 id="tour-title" ref={heading} tabIndex={-1}>
          {step.title}
        </h2>
        <p id="tour-text">{step.text}</p>
        <div className="tour-foot">
          <span className="tour-place">
            {at + 1} of {tourSteps.length}
          </span>
          {!last && (
            <Button look="quiet" onPress={endTour}>
              Skip the tour
            </Button>
          )}
          {at > 0 && <Button onPress={back}>Back</Button>}
          <Button look="main" onPress={on}>
            {last ? 'Done' : 'Next'}
          </Button>
        </div>
      </section>
    </>
  );
}

/** Where the thing stands that a step points at, once it is there, and wherever it moves to. */
function useTarget(at: number): Box | undefined {
  const [box, setBox] = useState<Box>();
  useEffect(() => {
    const { target, prepare } = tourSteps[at]!;
    prepare?.();
    setBox(undefined);
    let frame = requestAnimationFrame(look);
    function look() {
      const element = document.querySelector(target);
      if (element) {
        const { left, top, width, height } = element.getBoundingClientRect();
        setBox((old) =>
          old && old.left === left && old.top === top && old.width === width && old.height === height
            ? old
            : { left, top, width, height },
        );
      }
      frame = requestAnimationFrame(look);
    }
    return () => cancelAnimationFrame(frame);
  }, [at]);
  return box;
}
