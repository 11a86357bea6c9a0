import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components';
import './progress-bar.css';

export interface ProgressBarProps {
  label: string;
  /** 0 to 1; undefined while nobody knows. */
  value: number | undefined;
  /** In place of the percentage: bytes, speed, time left. */
  valueText?: string;
}

export function ProgressBar({ label, value, valueText }: ProgressBarProps) {
  return (
    <AriaProgressBar
      className="ui-progress"
      value={(value ?? 0) * 100}
      isIndeterminate={value === undefined}
      {...(valueText === undefined ? {} : { valueLabel: valueText })}
    >
      {({ percentage, isIndeterminate, valueText: words }) => (
        <>
          <div className="ui-progress-words">
            <Label>{label}</Label>
            <span className="muted">{isIndeterminate && valueText === undefined ? '' : words}</span>
          </div>
          <div className="ui-progress-track">
            <div
              className="ui-progress-fill"
              data-indeterminate={isIndeterminate ? '' : undefined}
              style={isIndeterminate ? {} : { width: `${String(percentage ?? 0)}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
