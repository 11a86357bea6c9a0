import { Profile } from '@pacs/shared/account';
import { useState, type SyntheticEvent } from 'react';
import { Form } from 'react-aria-components';
import { changeDisplayName } from '../firebase/auth-actions.ts';
import { call } from '../firebase/call.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';

const textOf = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

const phoneProblem = (phone: string): string | null =>
  Profile.safeParse({ phone }).success ? null : 'Digits, spaces and + ( ) . / - only.';

interface ProfileFormProps {
  displayName: string;
  profile: Profile | undefined;
}

/** All of it optional. */
export function ProfileForm({ displayName, profile = {} }: ProfileFormProps) {
  const [isPending, setPending] = useState(false);
  const save = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [specialty, role, phone] = ['specialty', 'role', 'phone'].map((name) => textOf(data, name));
    setPending(true);
    try {
      await changeDisplayName(textOf(data, 'displayName'));
      await call('saveProfile', { specialty, role, phone });
      toast('Profile saved.');
    } catch {
      toast('The profile could not be saved. Try again.', 'problem');
    } finally {
      setPending(false);
    }
  };
  return (
    <Form className="account-form" onSubmit={(event) => void save(event)}>
      <TextField
        label="Name (optional)"
        name="displayName"
        autoComplete="name"
        defaultValue={displayName}
        maxLength={100}
      />
      <TextField
        label="Specialty (optional)"
        name="specialty"
        defaultValue={profile.specialty ?? ''}
        maxLength={100}
      />
      <TextField
        label="Role (optional)"
        name="role"
        autoComplete="organization-title"
        defaultValue={profile.role ?? ''}
        maxLength={100}
      />
      <TextField
        label="Phone (optional)"
        name="phone"
        type="tel"
        autoComplete="tel"
        defaultValue={profile.phone ?? ''}
        maxLength={40}
        validate={phoneProblem}
      />
      <div>
        <Button type="submit" isPending={isPending}>
          Save profile
        </Button>
      </div>
    </Form>
  );
}
