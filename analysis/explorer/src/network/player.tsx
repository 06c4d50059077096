// Play, pause, step. Where less motion is asked for, it goes from year to year, slowly.

import {useEffect, useState} from "preact/hooks";

import {usePage} from "../page/page.ts";

interface Props {
  months: number;
  month: number;
  move(month: number): void;
  date: string;
}

const pace = {step: 1, milliseconds: 220};
const slowPace = {step: 12, milliseconds: 1500};

export function Player({months, month, move, date}: Props) {
  const {t} = usePage();
  const [playing, setPlaying] = useState(false);
  const last = months - 1;
  useEffect(() => {
    if (!playing) return;
    const {step, milliseconds} = matchMedia("(prefers-reduced-motion: reduce)").matches ? slowPace : pace;
    const later = setTimeout(() => {
      const next = Math.min(last, month + step);
      move(next);
      if (next === last) setPlaying(false);
    }, milliseconds);
    return () => clearTimeout(later);
  }, [playing, month]);
  const play = () => {
    if (!playing && month === last) move(0);
    setPlaying(!playing);
  };
  const step = (by: number) => {
    setPlaying(false);
    move(Math.max(0, Math.min(last, month + by)));
  };
  return (
    <div class="player">
      <button type="button" onClick={play}>{t(playing ? "network.pause" : "network.play")}</button>
      <button type="button" aria-label={t("network.month_back")} onClick={() => step(-1)} disabled={month === 0}>‹</button>
      <button type="button" aria-label={t("network.month_on")} onClick={() => step(1)} disabled={month === last}>›</button>
      <input
        type="range" min={0} max={last} value={month} aria-label={t("network.month")} aria-valuetext={date}
        onInput={({currentTarget}) => {
          setPlaying(false);
          move(Number(currentTarget.value));
        }}
      />
      <span class="date">{date}</span>
    </div>
  );
}
